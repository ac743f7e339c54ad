//! The time zones that a profile offers. No I/O.

use chrono::Offset;
use chrono_tz::Tz;

use crate::base::clock::Instant;

/// Time zones to choose from: one for each clock in use, by the city most will look for.
pub const ZONES: [&str; 62] = [
    "Pacific/Honolulu",
    "America/Anchorage",
    "America/Los_Angeles",
    "America/Phoenix",
    "America/Denver",
    "America/Guatemala",
    "America/Chicago",
    "America/Mexico_City",
    "America/Bogota",
    "America/Lima",
    "America/Panama",
    "America/New_York",
    "America/Port-au-Prince",
    "America/Asuncion",
    "America/Caracas",
    "America/La_Paz",
    "America/Santo_Domingo",
    "America/Santiago",
    "America/Halifax",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Argentina/Buenos_Aires",
    "Atlantic/Cape_Verde",
    "UTC",
    "Africa/Dakar",
    "Africa/Accra",
    "Europe/London",
    "Africa/Casablanca",
    "Africa/Lagos",
    "Africa/Algiers",
    "Africa/Tunis",
    "Europe/Belgrade",
    "Europe/Paris",
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Europe/Kyiv",
    "Europe/Athens",
    "Europe/Chisinau",
    "Asia/Beirut",
    "Asia/Amman",
    "Africa/Nairobi",
    "Asia/Baghdad",
    "Asia/Riyadh",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Asia/Tehran",
    "Asia/Tbilisi",
    "Asia/Yerevan",
    "Asia/Baku",
    "Asia/Dubai",
    "Asia/Kabul",
    "Asia/Tashkent",
    "Asia/Almaty",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Dhaka",
    "Asia/Yangon",
    "Asia/Bangkok",
    "Asia/Manila",
    "Australia/Sydney",
    "Pacific/Auckland",
];

/// `(id, "UTC+04:00 Tbilisi")`, in the order of the clocks.
pub fn zones(now: Instant) -> Vec<(&'static str, String)> {
    let mut zones: Vec<(i32, &'static str, String)> = ZONES
        .into_iter()
        .filter_map(|id| {
            let zone: Tz = id.parse().ok()?;
            let offset = now.with_timezone(&zone).offset().fix();
            let city = id.rsplit('/').next().unwrap_or(id).replace('_', " ");
            Some((offset.local_minus_utc(), id, format!("UTC{offset} {city}")))
        })
        .collect();
    zones.sort();
    zones.into_iter().map(|(_, id, label)| (id, label)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_zone_exists() {
        for zone in ZONES {
            assert!(zone.parse::<Tz>().is_ok(), "{zone}");
        }
    }
}
