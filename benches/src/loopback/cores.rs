//! A core for the servers and another for the client, while this lives.

use std::fs;
use std::process::{self, Command};

/// The cores of the client and the servers. The client has the last core that this process may use, the servers the
/// first one. With one core, nothing is pinned.
pub(super) struct Cores {
    allowed: String,
    /// The servers' core.
    pub(super) first: Option<String>,
}

impl Cores {
    /// Pins this process, which is the client.
    pub(super) fn share_out() -> Self {
        let allowed = allowed().unwrap_or_default();
        let number = |part: Option<&str>| part.unwrap_or_default().to_owned();
        let first = number(allowed.split([',', '-']).next());
        let last = number(allowed.rsplit([',', '-']).next());
        let pinned = first != last && pin(&last);
        Self {
            allowed,
            first: pinned.then_some(first),
        }
    }

    /// Returns the program, on the servers' core.
    pub(super) fn server(&self, program: &str) -> Command {
        let Some(first) = &self.first else {
            return Command::new(program);
        };
        let mut command = Command::new("taskset");
        command.args(["--cpu-list", first, program]);
        command
    }
}

impl Drop for Cores {
    fn drop(&mut self) {
        if self.first.is_some() {
            pin(&self.allowed);
        }
    }
}

/// Returns the cores that this process may use, as `0-3,8`.
fn allowed() -> Option<String> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let mut lines = status.lines();
    let list = lines.find_map(|line| line.strip_prefix("Cpus_allowed_list:"))?;
    Some(list.trim().to_owned())
}

fn pin(cores: &str) -> bool {
    let id = process::id().to_string();
    Command::new("taskset")
        .args(["--cpu-list", "--pid", cores, &id])
        .output()
        .is_ok_and(|output| output.status.success())
}
