//! Guarded handlers, with what each adds to the time of a release build and to the size of the program.

use std::fmt::Write;

use crate::scratch::{Handlers, Project, application};
use crate::{Outcome, Size};

pub(super) fn measure(size: Size) -> Outcome<String> {
    let bare = Project::new("handlers-bare", false)?;
    let guarded = Project::new("handlers-guarded", true)?;
    let mut text = String::from(
        "| release build, by handlers | without attributes | | guarded | | a guarded one adds | |\n\
         |--:|--:|--:|--:|--:|--:|--:|\n\
         | | seconds | KiB | seconds | KiB | ms | bytes |\n",
    );
    for count in size.growing_handlers {
        let build = |project: &Project, handlers| -> Outcome<(f64, f64)> {
            // The dependencies are built before the clock starts.
            project.write("src/main.rs", "fn main() {}\n")?;
            project.build(&["--release"])?;
            project.write("src/main.rs", &application(handlers, *count, 0))?;
            let seconds = project.build(&["--release"])?;
            Ok((seconds, f64::from(u32::try_from(project.size()?)?)))
        };
        let (plain, own) = (
            build(&bare, Handlers::Bare)?,
            build(&guarded, Handlers::Guarded)?,
        );
        let each = f64::from(u32::try_from(*count)?);
        let _ = writeln!(
            text,
            "| {count} | {:.1} | {:.0} | {:.1} | {:.0} | {:.0} | {:.0} |",
            plain.0,
            plain.1 / 1024.0,
            own.0,
            own.1 / 1024.0,
            1000.0 * (own.0 - plain.0) / each,
            (own.1 - plain.1) / each,
        );
    }
    Ok(text)
}
