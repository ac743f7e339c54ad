//! Who watches the watchman: the check has to turn red for each way of losing or doubling an answer, and be green before.

use std::time::Duration;

use crate::campaign::{Campaign, Plan};
use crate::weather::Wrong;
use crate::{Res, check, tamper, tell};

const ROUND: Duration = Duration::from_secs(4);
/// Far longer than a wrong server needs to show itself.
const LONG: Duration = Duration::from_secs(120);
/// No job is left over by a server that was killed, so the check has not much to wait for.
const SETTLE: Duration = Duration::from_secs(10);
const NEVER: (f64, f64) = (1e6, 2e6);

/// Whether each wrong server was seen.
pub async fn all(plan: Plan) -> Res<bool> {
    // Without blows: a job that was being done when the server was killed waits two minutes.
    let campaign = Campaign::begin(Plan { pause: NEVER, settle: SETTLE, ..plan }).await?;
    let mut campaign = campaign.study(ROUND, None).await?;
    let mut good = seen(&mut campaign, "an honest server", None).await?;

    let client = check::connect(campaign.data()).await?;
    for harm in &tamper::HARMS {
        harm.act(&client).await?;
        good &= seen(&mut campaign, harm.name, Some(harm.kind)).await?;
        harm.undo(&client).await?;
    }
    client.batch_execute("BEGIN; SELECT count(*) FROM answer_ops").await?;
    good &= seen(&mut campaign, "a transaction is left open", Some("open transaction")).await?;
    client.batch_execute("COMMIT").await?;
    good &= seen(&mut campaign, "the ledger as it was", None).await?;

    campaign = campaign.study(LONG, Some(Wrong::Repeats)).await?;
    good &= seen(&mut campaign, "a server that knows no save again", Some("nobody made it")).await?;
    campaign = campaign.study(LONG, Some(Wrong::Forges)).await?;
    good &= seen(&mut campaign, "a server that acknowledges before it commits", Some("lost")).await?;
    good &= seen(&mut campaign, "a receipt that was signed for something else", Some("signature")).await?;
    let report = campaign.check().await?;
    campaign.end(report).await?;
    Ok(good)
}

/// Whether the check says what it must: nothing, or findings of a kind.
async fn seen(campaign: &mut Campaign, what: &str, kind: Option<&str>) -> Res<bool> {
    let kinds = campaign.check().await?.kinds();
    let good = match kind {
        None => kinds.is_empty(),
        Some(kind) => kinds.contains_key(kind),
    };
    tell(&format!("{} {what}: {kinds:?}", if good { "ok    " } else { "UNSEEN" }));
    Ok(good)
}
