//! The chart behind a certificate, in the look of a portolan: the same on every one. What has one colour is one path.

use std::f64::consts::{PI, TAU};

use krilla::geom::{Path, PathBuilder, Rect};
use krilla::paint::{Fill, FillRule, Stroke};
use krilla::surface::Surface;

use super::page::{A4, MM};

/// A colour of the site; the ground stays nearly white, so that a printer wastes no ink on it.
pub type Colour = [u8; 3];
pub const PAPER: Colour = [0xfd, 0xfb, 0xf5];
pub const INK: Colour = [0x1c, 0x27, 0x30];
pub const SOFT: Colour = [0x48, 0x52, 0x5a];
pub const LAPIS: Colour = [0x17, 0x49, 0x7f];
const VERDIGRIS: Colour = [0x14, 0x58, 0x3f];
const VERMILION: Colour = [0x97, 0x23, 0x1a];
pub const SAND: Colour = [0x7d, 0x73, 0x57];

type Point = (f64, f64);

/// Part of the way from a colour to white.
fn lighter(colour: Colour, percent: f32) -> Colour {
    colour.map(|part| (f32::from(part) + (255.0 - f32::from(part)) * percent / 100.0).round() as u8)
}

pub fn paint(colour: Colour) -> krilla::color::rgb::Color {
    let [red, green, blue] = colour;
    krilla::color::rgb::Color::new(red, green, blue)
}

pub fn fill(colour: Colour) -> Option<Fill> {
    Some(Fill { paint: paint(colour).into(), ..Fill::default() })
}

pub fn stroke(colour: Colour, width: f32) -> Option<Stroke> {
    Some(Stroke { paint: paint(colour).into(), width, miter_limit: 4.0, ..Stroke::default() })
}

/// The chart, drawn at once: its paths are made once and for all.
pub fn draw(surface: &mut Surface<'_>) {
    static CHART: std::sync::LazyLock<Chart> = std::sync::LazyLock::new(Chart::new);
    for layer in &CHART.ground {
        layer.draw(surface);
    }
    if let Some(ground) = &CHART.edge {
        surface.push_clip_path(ground, &FillRule::NonZero);
        for layer in &CHART.rhumbs {
            layer.draw(surface);
        }
        surface.pop();
    }
    for layer in &CHART.above {
        layer.draw(surface);
    }
}

struct Chart {
    ground: Vec<Layer>,
    /// Where the rhumb lines end.
    edge: Option<Path>,
    rhumbs: Vec<Layer>,
    above: Vec<Layer>,
}

struct Layer {
    path: Path,
    fill: Option<Fill>,
    stroke: Option<Stroke>,
}

impl Layer {
    fn new(fill: Option<Fill>, stroke: Option<Stroke>, path: Option<Path>) -> Option<Self> {
        path.map(|path| Self { path, fill, stroke })
    }

    fn draw(&self, surface: &mut Surface<'_>) {
        surface.set_fill(self.fill.clone());
        surface.set_stroke(self.stroke.clone());
        surface.draw_path(&self.path);
    }
}

/// From the edge of the paper.
const INSET: f64 = 9.0 * MM;
const WIDTH: f64 = A4.0 - 2.0 * INSET;
const HEIGHT: f64 = A4.1 - 2.0 * INSET;
const ROSE: f64 = 11.5 * MM;
const ROSE_CENTRE: Point = (A4.0 / 2.0, 15.5 * MM + ROSE);

impl Chart {
    fn new() -> Self {
        let ground = rectangle(INSET, INSET, WIDTH, HEIGHT);
        Self {
            ground: Layer::new(fill(PAPER), None, polygons([ground.clone()])).into_iter().collect(),
            edge: polygons([ground]),
            rhumbs: rhumb_lines().into_iter().flatten().collect(),
            above: border().into_iter().chain(rose()).flatten().collect(),
        }
    }
}

/// Sixteen points on a hidden circle, joined by rhumb lines, as on the sea charts of the fourteenth century.
fn rhumb_lines() -> [Option<Layer>; 4] {
    let radius = WIDTH * 0.44;
    let node = |nth: u32| {
        let angle = f64::from(nth) * TAU / 16.0;
        (A4.0 / 2.0 + radius * angle.cos(), A4.1 / 2.0 + radius * angle.sin())
    };
    // Each line runs on past its two points, over the edge of the chart.
    let beyond = |a: Point, b: Point, by: f64| (a.0 + (a.0 - b.0) * by, a.1 + (a.1 - b.1) * by);
    let tints = [lighter(SAND, 78.0), lighter(VERDIGRIS, 82.0), lighter(SAND, 78.0), lighter(VERMILION, 84.0)];
    let mut nth = 0..4;
    tints.map(|tint| {
        let nth = nth.next().unwrap_or_default();
        let pairs = (0..16).flat_map(|i| (i + 2..16).map(move |j| (i, j))).filter(|(i, j)| (i + j) % 4 == nth);
        let ends = pairs.map(|(i, j)| {
            let by = HEIGHT / (2.0 * radius * (f64::from(j - i) * PI / 16.0).sin());
            (beyond(node(i), node(j), by), beyond(node(j), node(i), by))
        });
        Layer::new(None, stroke(tint, 0.25), straights(ends))
    })
}

/// The border of a chart: a fine double rule with a scale of degrees between, every second field dark, and a hairline
/// inside.
fn border() -> Vec<Option<Layer>> {
    let band = 1.3 * MM;
    let (across, down) = (WIDTH / 57.0, HEIGHT / 39.0);
    let field = |x: f64, y: f64, w: f64, h: f64| rectangle(INSET + x, INSET + y, w, h);
    let along = (0..57).step_by(2).flat_map(|nth| {
        let x = f64::from(nth) * across;
        [field(x, 0.0, across, band), field(x, HEIGHT - band, across, band)]
    });
    let up = (0..39).step_by(2).flat_map(|nth| {
        let y = f64::from(nth) * down;
        [field(0.0, y, band, down), field(WIDTH - band, y, band, down)]
    });
    let inside = |by: f64, line| Layer::new(None, line, polygons([field(by, by, WIDTH - 2.0 * by, HEIGHT - 2.0 * by)]));
    vec![
        Layer::new(fill(INK), None, polygons(along.chain(up))),
        inside(0.0, stroke(INK, 0.5)),
        inside(band, stroke(INK, 0.5)),
        inside(band + MM, stroke(SAND, 0.3)),
    ]
}

fn rose() -> Vec<Option<Layer>> {
    let degrees = straights((0..32).map(|nth| {
        let angle = f64::from(nth) * TAU / 32.0;
        (from_centre(ROSE * 0.9, angle), from_centre(ROSE, angle))
    }));
    let mut layers = vec![
        Layer::new(fill(PAPER), stroke(SAND, 0.5), circle(ROSE)),
        Layer::new(None, stroke(SAND, 0.25), circle(ROSE * 0.9)),
        Layer::new(None, stroke(SAND, 0.35), degrees),
    ];
    layers.extend(rays(0.64, 0.24, (8, TAU / 16.0), VERMILION));
    layers.extend(rays(0.76, 0.26, (4, TAU / 8.0), VERDIGRIS));
    layers.extend(rays(0.96, 0.27, (4, 0.0), INK));
    layers.push(Layer::new(fill(PAPER), stroke(INK, 0.4), circle(ROSE * 0.08)));
    layers
}

/// Rays of a rose: kites whose two halves, dark and light, make them stand out.
fn rays(length: f64, waist: f64, (count, first): (u32, f64), colour: Colour) -> [Option<Layer>; 2] {
    let half = |side: f64, ground: Colour| {
        let halves = (0..count).map(|nth| {
            let angle = first + f64::from(nth) * TAU / f64::from(count);
            vec![ROSE_CENTRE, from_centre(ROSE * waist, angle + side), from_centre(ROSE * length, angle)]
        });
        let edge = stroke(colour, 0.3).map(|edge| Stroke { miter_limit: 20.0, ..edge });
        Layer::new(fill(ground), edge, polygons(halves))
    };
    [half(-TAU / 16.0, colour), half(TAU / 16.0, PAPER)]
}

fn from_centre(distance: f64, angle: f64) -> Point {
    (ROSE_CENTRE.0 + distance * angle.sin(), ROSE_CENTRE.1 - distance * angle.cos())
}

fn rectangle(x: f64, y: f64, w: f64, h: f64) -> Vec<Point> {
    vec![(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
}

/// To a hundredth of a point, which no eye and no printer sees: the file is shorter for it.
fn short(at: f64) -> f32 {
    ((at * 100.0).round() / 100.0) as f32
}

fn straights(pairs: impl IntoIterator<Item = (Point, Point)>) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (from, to) in pairs {
        path.move_to(short(from.0), short(from.1));
        path.line_to(short(to.0), short(to.1));
    }
    path.finish()
}

fn polygons(shapes: impl IntoIterator<Item = Vec<Point>>) -> Option<Path> {
    let mut path = PathBuilder::new();
    for shape in shapes {
        for (nth, (x, y)) in shape.into_iter().enumerate() {
            if nth == 0 { path.move_to(short(x), short(y)) } else { path.line_to(short(x), short(y)) }
        }
        path.close();
    }
    path.finish()
}

/// Around the middle of the rose, of four curves.
fn circle(radius: f64) -> Option<Path> {
    // How far the handles of a quarter reach, so that the curve is off by less than a thousandth.
    let reach = radius * 0.552_284_8;
    let (cx, cy) = ROSE_CENTRE;
    let mut path = PathBuilder::new();
    path.move_to(short(cx + radius), short(cy));
    let (mut from, mut along) = ((1.0, 0.0), (0.0, 1.0));
    for _ in 0..4 {
        let at = |out: f64, on: f64| (short(cx + out * from.0 + on * along.0), short(cy + out * from.1 + on * along.1));
        let (one, two, end) = (at(radius, reach), at(reach, radius), at(0.0, radius));
        path.cubic_to(one.0, one.1, two.0, two.1, end.0, end.1);
        (from, along) = (along, (-from.0, -from.1));
    }
    path.close();
    path.finish()
}

/// A box that other things are kept out of.
pub fn ground(surface: &mut Surface<'_>, place: Rect) {
    let mut path = PathBuilder::new();
    path.push_rect(place);
    if let Some(path) = path.finish() {
        surface.set_fill(fill(PAPER));
        surface.set_stroke(None);
        surface.draw_path(&path);
    }
}
