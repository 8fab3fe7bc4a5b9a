//! The validation of the keys beside `policy`.

use quote::ToTokens;

use super::parse::Options;
use crate::diagnostics::Diagnostics;
use crate::item::text;

/// Reports the keys that the policy decides itself.
pub(super) fn check(options: &Options, diagnostics: &mut Diagnostics) {
    if options.policy.is_none() {
        return;
    }
    if let Some(optional) = &options.optional {
        let message = "the policy decides about requests without credentials; leave `optional` out";
        diagnostics.at(optional, message);
    }
}

/// Reports a handler with a policy and a rule beside it.
pub(super) fn check_alone(options: &Options, diagnostics: &mut Diagnostics) {
    let role = options.role.as_ref().map(ToTokens::to_token_stream);
    let permission = options.permission.as_ref();
    let rule = role.or_else(|| permission.map(ToTokens::to_token_stream));
    if let (Some(policy), Some(rule)) = (&options.policy, rule) {
        let policy = text(policy);
        let message = format!(
            "a handler has a policy or a rule of its own; write `#[login_required(policy = {policy}, …)] struct Both;` \
             with this rule, and name `Both` here"
        );
        diagnostics.at(rule, message);
    }
}
