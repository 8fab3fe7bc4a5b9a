use syn::parse_quote;

use super::*;

fn rule(role: Expr) -> Rule {
    let mut diagnostics = Diagnostics::default();
    let rule = Rule::read(role, &mut diagnostics);
    assert!(diagnostics.is_empty());
    rule
}

fn is_refused(role: Expr) -> bool {
    let mut diagnostics = Diagnostics::default();
    Rule::read(role, &mut diagnostics);
    !diagnostics.is_empty()
}

/// Case 130. An outer list is any-of, an inner one all-of.
#[test]
fn case_130_the_expression() {
    let rule = rule(parse_quote!(["user", ["moderator", Role::Contributor]]));
    let expression = rule
        .expression(&Krate::default())
        .to_string()
        .replace(' ', "");
    let expected = r#"((::httpauth::__private::Asked("user").of(roles)))||((::httpauth::__private::Asked("moderator").of(roles))&&(::httpauth::__private::Asked(Role::Contributor).of(roles)))"#;
    assert!(expression.contains(expected), "{expression}");
    assert_eq!(rule.text(), r#"["user", ["moderator", Role::Contributor]]"#);
}

/// A list in parentheses or a block is a list all the same.
#[test]
fn a_wrapped_list_is_a_list() {
    for (wrapped, list) in [
        (parse_quote!((["a", "b"])), "[\"a\", \"b\"]"),
        (parse_quote!({ ["a", "b"] }), "[\"a\", \"b\"]"),
        (parse_quote!([({ ["a", ("b")] })]), "[[\"a\", \"b\"]]"),
    ] {
        assert_eq!(rule(wrapped).text(), list);
    }
    assert!(is_refused(parse_quote!(([]))) && is_refused(parse_quote!({ "" })));
    assert!(is_refused(parse_quote!([[(["a"])]])));
    let block = "{ const A : & str = \"a\" ; A }";
    assert_eq!(
        rule(parse_quote!({
            const A: &str = "a";
            A
        }))
        .text(),
        block
    );
}

/// A list in a text, a name that no callback answers, and operators are not roles.
#[test]
fn what_reads_like_a_rule_and_is_none() {
    for rule in [
        "\"a,b\"",
        "\" a\"",
        "\"a \"",
        "\" \"",
        "[\"a\", [\"b, c\", \"d\"]]",
    ] {
        assert!(is_refused(syn::parse_str(rule).unwrap()), "{rule}");
    }
    for rule in [
        "\"a\" || \"b\"",
        "A && B",
        "\"a\" | B",
        "any(A, B)",
        "[all(\"a\", \"b\")]",
    ] {
        assert!(is_refused(syn::parse_str(rule).unwrap()), "{rule}");
    }
    for rule in [
        "\"two words\"",
        "Role::A | Role::B",
        "Role::any(A)",
        "role(\"a,b\")",
    ] {
        assert!(!is_refused(syn::parse_str(rule).unwrap()), "{rule}");
    }
}

/// Case 102.
#[test]
fn case_102_empty_and_deep_rules_are_refused() {
    assert!(is_refused(parse_quote!([])) && is_refused(parse_quote!(["a", []])));
    assert!(is_refused(parse_quote!("")) && is_refused(parse_quote!(["a", ["", "b"]])));
    assert!(is_refused(parse_quote!([[["a"]]])));
}

#[test]
fn the_scope_is_the_first_alternative_that_can_be_one() {
    assert_eq!(
        rule(parse_quote!("admin")).scope().as_deref(),
        Some("admin")
    );
    assert_eq!(
        rule(parse_quote!([["a", "b"], "c"])).scope().as_deref(),
        Some("a b")
    );
    assert_eq!(
        rule(parse_quote!([Role::A, "c"])).scope().as_deref(),
        Some("c")
    );
    assert_eq!(rule(parse_quote!("two words")).scope(), None);
    assert_eq!(rule(parse_quote!(Role::A)).scope(), None);
}

#[test]
fn the_text_is_what_was_written() {
    assert_eq!(rule(parse_quote!("a")).text(), "\"a\"");
    assert_eq!(rule(parse_quote!(["a", "b"])).text(), "[\"a\", \"b\"]");
    assert_eq!(rule(parse_quote!([["a", "b"]])).text(), "[[\"a\", \"b\"]]");
    assert_eq!(rule(parse_quote!(Role::Admin)).text(), "Role::Admin");
}
