//! The chart, with a bar for each case, drawn from the table that was just measured.

use std::fmt::Write;

/// Bars that share a scale.
pub(crate) struct Panel {
    /// The title of the bars.
    pub(crate) title: &'static str,
    /// Names and values, ours first.
    pub(crate) bars: Vec<(&'static str, i64)>,
}

const WIDTH: i64 = 760;
const NAMES: i64 = 290;
const BARS: i64 = 390;
const ROW: i64 = 22;

/// Colours that can be read on white and on black. A viewer that prefers dark gets lighter ones.
const STYLE: &str = "\
    text { font: 13px system-ui, sans-serif; fill: #24292f }\n\
    .title { font-weight: 600 }\n\
    .ours { fill: #1a7f37 }\n\
    .peer { fill: #8c959f }\n\
    @media (prefers-color-scheme: dark) {\n\
    text { fill: #e6edf3 }\n\
    .ours { fill: #3fb950 }\n\
    .peer { fill: #6e7681 }\n\
    }\n";

/// Returns the chart as SVG.
pub(crate) fn svg(title: &str, panels: &[Panel]) -> String {
    let mut rows = String::new();
    let mut y = 34;
    for panel in panels {
        let most = panel.bars.iter().map(|(_, value)| *value).max();
        text(&mut rows, "title", 0, y, panel.title);
        y += ROW;
        for (name, value) in &panel.bars {
            bar(&mut rows, y, name, *value, most.unwrap_or(1).max(1));
            y += ROW;
        }
        y += ROW / 2;
    }
    let mut svg = String::new();
    let _ = writeln!(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {y}\" role=\"img\">"
    );
    let _ = writeln!(svg, "<title>{title}</title>\n<style>\n{STYLE}</style>");
    text(&mut svg, "title", 0, 14, title);
    svg + &rows + "</svg>\n"
}

fn bar(svg: &mut String, y: i64, name: &str, value: i64, most: i64) {
    let ours = name.contains("**");
    let class = if ours { "ours" } else { "peer" };
    let name = name.replace("**", "");
    // A case without a measurable cost still has a bar that can be seen.
    let width = (value.max(0) * BARS / most).max(2);
    text(svg, if ours { "title" } else { "" }, 12, y, &name);
    let top = y - 12;
    let _ = writeln!(
        svg,
        "<rect class=\"{class}\" x=\"{NAMES}\" y=\"{top}\" width=\"{width}\" height=\"15\" rx=\"2\"/>"
    );
    text(svg, "", NAMES + width + 6, y, &value.to_string());
}

fn text(svg: &mut String, class: &str, x: i64, y: i64, text: &str) {
    let _ = writeln!(
        svg,
        "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{text}</text>"
    );
}
