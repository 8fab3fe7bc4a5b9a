//! The traits of the slots that callback attributes fill, and the verdicts that the callbacks return.
//!
//! The attributes implement these traits, and nothing else can. The further parameters of a callback are its `Arguments`,
//! which are extractors that run on the request before the callback does.

mod check;
mod extractors;
mod permission;
mod required;
mod resource;
mod slot;
mod target;
mod user;
mod verdict;

pub use check::{InScope, check_pairs, in_scope, is_object, stand_in, takes};
pub use extractors::extract;
pub(crate) use permission::PermissionScheme;
pub use permission::{AskMembers, Asks, Candidate, Permission, Permitted};
pub use required::{GetPassword, GetUserRoles, VerifyPassword, VerifyToken};
pub use resource::IntoResource;
pub(crate) use slot::optional;
pub use slot::{EmptySlot, ForwardsTarget, SlotOf, slots};
pub(crate) use slot::{Takes, has_slots};
pub use target::IntoTarget;
pub use user::{PlainUser, UserIn};
pub(crate) use verdict::Decision;
pub use verdict::{Address, RolesResult, StoredPassword, Text, Verdict, verdict};
