use syn::parse_quote;

use super::*;
use crate::krate::Krate;

fn read(role: Expr) -> (Rule, bool) {
    let mut diagnostics = Diagnostics::default();
    let rule = Rule::new(read::alternatives(role, &mut diagnostics));
    (rule, diagnostics.is_empty())
}

fn rule(role: Expr) -> Rule {
    let (rule, is_legal) = read(role);
    assert!(is_legal);
    rule
}

fn is_refused(role: Expr) -> bool {
    let (_, is_legal) = read(role);
    !is_legal
}

/// Case 130. An outer list is any-of, an inner one all-of.
#[test]
fn case_130_the_expression() {
    let rule = rule(parse_quote!(["user", ["moderator", Role::Contributor]]));
    let expression = rule
        .expression(&Krate::default())
        .to_string()
        .replace(' ', "");
    let expected = r#"((::httpauth::__private::Asked("user").__httpauth_of(roles)))||((::httpauth::__private::Asked("moderator").__httpauth_of(roles))&&(::httpauth::__private::Asked(Role::Contributor).__httpauth_of(roles)))"#;
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

/// A list in a text, a name that no callback returns, and operators are not roles.
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

/// Returns the alternatives of the scope, without what is around them.
fn scope(rule: &Rule) -> String {
    let scope = rule.scope(&Krate::default()).to_string().replace(' ', "");
    let scope = scope.replace("::httpauth::__private::", "");
    match scope.split_once("first_scope(&[") {
        Some((_, alternatives)) => alternatives.trim_end_matches("])});").to_owned(),
        None => scope.split('=').skip(1).collect(),
    }
}

/// The scope is made of the alternatives that have roles alone. The runtime takes the first whose roles are scopes.
#[test]
fn the_scope_is_of_roles_alone() {
    assert_eq!(
        scope(&rule(parse_quote!("a"))),
        r#"&[Named("a").__httpauth_scope()]"#
    );
    assert_eq!(
        scope(&rule(parse_quote!([["a", Role::B], "c"]))),
        r#"&[Named("a").__httpauth_scope(),Named(Role::B).__httpauth_scope()],&[Named("c").__httpauth_scope()]"#
    );
}

#[test]
fn the_text_is_what_was_written() {
    assert_eq!(rule(parse_quote!("a")).text(), "\"a\"");
    assert_eq!(rule(parse_quote!(["a", "b"])).text(), "[\"a\", \"b\"]");
    assert_eq!(rule(parse_quote!([["a", "b"]])).text(), "[[\"a\", \"b\"]]");
    assert_eq!(rule(parse_quote!(Role::Admin)).text(), "Role::Admin");
}

/// The permissions of a rule by number, its scope, and what is not a permission.
#[test]
fn a_rule_with_permissions() {
    let mut rule = rule(parse_quote!([
        ["a", permission(p::x)],
        permission(y),
        ["b", "c"],
        permission(p::x)
    ]));
    assert_eq!(rule.permissions().len(), 2);
    assert_eq!(
        rule.needed().to_string().replace(' ', ""),
        "&[&[0],&[1],&[],&[0]]"
    );
    assert_eq!(
        scope(&rule),
        r#"&[Named("b").__httpauth_scope(),Named("c").__httpauth_scope()]"#
    );
    let text = r#"[["a", permission(p::x)], permission(y), ["b", "c"], permission(p::x)]"#;
    assert_eq!(rule.text(), text);
    rule.require(&parse_quote!(y));
    assert_eq!(
        rule.needed().to_string().replace(' ', ""),
        "&[&[0,1],&[1,1],&[1],&[0,1]]"
    );
    assert_eq!(scope(&rule), "::core::option::Option::None;");
    assert_eq!(rule.text(), format!("{text} and permission(y)"));
    for rule in [
        "permission()",
        "permission(a, b)",
        "[permission(\"a\")]",
        "permission(a())",
    ] {
        assert!(is_refused(syn::parse_str(rule).unwrap()), "{rule}");
    }
}

/// A rule with many literals has them sorted by length and then by bytes, each of them once. What is not a literal is asked
/// for as in any rule.
#[test]
fn many_literals_are_sorted() {
    let rule_of = |count: usize| {
        let mut roles: Vec<String> = (1..count).map(|number| format!("\"r{number}\"")).collect();
        roles.push("[\"admin\", ROLE, \"r1\"]".to_owned());
        roles.reverse();
        rule(syn::parse_str(&format!("[{}]", roles.join(", "))).unwrap())
    };
    let expression = |rule: Rule| {
        let text = rule.expression(&Krate::default()).to_string();
        text.replace(' ', "").replace("::httpauth::__private::", "")
    };
    let few = expression(rule_of(31));
    assert!(few.contains("(Asked(\"r30\").__httpauth_of(roles))") && !few.contains("Literals"));
    let many = expression(rule_of(32));
    let sorted = "letliterals=Literals(&[\"r1\",\"r2\",\"r3\",\"r4\",\"r5\",\"r6\",\"r7\",\"r8\",\"r9\",\"r10\",\"r11\",";
    assert!(
        many.contains(sorted)
            && many.contains("\"r31\",\"admin\"],roles);letheld=literals.__httpauth_held();"),
        "{many}"
    );
    let all = "((held(31usize))&&(Asked(ROLE).__httpauth_of(roles))&&(held(0usize)))||((held(30usize)))||";
    assert!(
        many.contains(all) && many.contains("||((held(0usize)))}"),
        "{many}"
    );
}
