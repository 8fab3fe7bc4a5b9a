//! The item below an attribute.
//!
//! The body of a function is kept as tokens, word for word. Whatever is in it, half-typed code included, is left for
//! the compiler to judge.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::visit_mut::{self, VisitMut};
use syn::{
    Attribute, FnArg, GenericParam, Generics, Ident, Meta, PatType, PathSegment, Signature, Token,
    Type, Visibility,
};

use crate::diagnostics::Diagnostics;

/// The item below an attribute.
pub(crate) enum Item {
    Function(Function),
    Struct(Struct),
    Other(TokenStream),
}

/// A function with its body unread.
pub(crate) struct Function {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) sig: Signature,
    pub(crate) body: TokenStream,
}

/// A struct with its fields unread.
pub(crate) struct Struct {
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) vis: Visibility,
    pub(crate) token: Token![struct],
    pub(crate) ident: Ident,
    pub(crate) generics: Generics,
    pub(crate) rest: TokenStream,
}

impl Item {
    /// Reads the item. Anything other than a function or a struct stays as it is.
    pub(crate) fn read(item: TokenStream) -> Self {
        if let Ok(function) = syn::parse2(item.clone()) {
            return Self::Function(function);
        }
        if let Ok(item) = syn::parse2(item.clone()) {
            return Self::Struct(item);
        }
        Self::Other(item)
    }

    /// Returns the struct that is to be an auth object. An item that is not a unit struct is reported.
    ///
    /// `attribute` is the attribute's name, and `example` shows it as it is written.
    pub(crate) fn object(
        &self,
        attribute: &str,
        example: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<&Struct> {
        let Self::Struct(item) = self else {
            let message = format!(
                "`#[{attribute}]` goes on a unit struct; write `#[{example}] struct Auth;`"
            );
            diagnostics.at(self, message);
            return None;
        };
        if !item.is_unit() {
            let message = format!(
                "an auth object is a unit struct without fields and generics; write `struct {};`",
                item.ident
            );
            diagnostics.at(&item.ident, message);
        }
        Some(item)
    }

    /// Strips a struct of its fields and generics, so that it is an auth object all the same.
    ///
    /// Other items stay as they are.
    pub(crate) fn into_unit(self) -> Self {
        match self {
            Self::Struct(item) => Self::Struct(item.unit()),
            item => item,
        }
    }
}

impl Parse for Function {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let mut function = Self {
            attrs: input.call(Attribute::parse_outer)?,
            vis: input.parse()?,
            sig: input.parse()?,
            body: input.parse()?,
        };
        Ungroup.visit_signature_mut(&mut function.sig);
        Ok(function)
    }
}

/// Takes types out of the invisible groups that `macro_rules!` puts around a `$ty`, so that they read as they look.
struct Ungroup;

impl VisitMut for Ungroup {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        while let Type::Group(group) = ty {
            let (Type::Path(_) | Type::Reference(_) | Type::Group(_)) = &*group.elem else {
                break;
            };
            *ty = Type::clone(&group.elem);
        }
        visit_mut::visit_type_mut(self, ty);
    }
}

impl Parse for Struct {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        Ok(Self {
            attrs: input.call(Attribute::parse_outer)?,
            vis: input.parse()?,
            token: input.parse()?,
            ident: input.parse()?,
            generics: input.parse()?,
            rest: input.parse()?,
        })
    }
}

impl Struct {
    /// Returns whether this is `struct Name;`.
    pub(crate) fn is_unit(&self) -> bool {
        self.generics.params.is_empty() && self.rest.to_string() == ";"
    }

    /// Returns the struct as if it was written `struct Name;`.
    pub(crate) fn unit(&self) -> Self {
        Self {
            attrs: self.attrs.clone(),
            vis: self.vis.clone(),
            token: self.token,
            ident: self.ident.clone(),
            generics: Generics::default(),
            rest: quote!(;),
        }
    }

    /// Returns the `#[cfg]` attributes. All that is generated beside the struct has to carry them too.
    pub(crate) fn cfgs(&self) -> Vec<&Attribute> {
        cfgs(&self.attrs)
    }
}

impl Function {
    /// Returns the parameters without a receiver.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = &PatType> {
        self.sig.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(parameter) => Some(parameter),
            FnArg::Receiver(_) => None,
        })
    }

    /// Returns whether this is a method.
    pub(crate) fn has_receiver(&self) -> bool {
        matches!(self.sig.inputs.first(), Some(FnArg::Receiver(_)))
    }

    /// Returns whether this is a method that a trait declares.
    pub(crate) fn has_no_body(&self) -> bool {
        self.body.to_string() == ";"
    }

    /// Returns whether the function is generic over more than lifetimes.
    pub(crate) fn has_type_parameters(&self) -> bool {
        let mut parameters = self.sig.generics.params.iter();
        parameters.any(|parameter| !matches!(parameter, GenericParam::Lifetime(_)))
    }

    /// Returns the `#[cfg]` attributes. All that is generated beside the function has to carry them too.
    pub(crate) fn cfgs(&self) -> Vec<&Attribute> {
        cfgs(&self.attrs)
    }
}

fn cfgs(attrs: &[Attribute]) -> Vec<&Attribute> {
    attrs
        .iter()
        .filter(|attr| matches!(&attr.meta, Meta::List(list) if list.path.is_ident("cfg")))
        .collect()
}

impl ToTokens for Item {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Function(function) => function.to_tokens(tokens),
            Self::Struct(item) => item.to_tokens(tokens),
            Self::Other(item) => item.to_tokens(tokens),
        }
    }
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.attrs.iter().for_each(|attr| attr.to_tokens(tokens));
        self.vis.to_tokens(tokens);
        self.sig.to_tokens(tokens);
        self.body.to_tokens(tokens);
    }
}

impl ToTokens for Struct {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.attrs.iter().for_each(|attr| attr.to_tokens(tokens));
        self.vis.to_tokens(tokens);
        self.token.to_tokens(tokens);
        self.ident.to_tokens(tokens);
        self.generics.to_tokens(tokens);
        self.rest.to_tokens(tokens);
    }
}

/// Returns the text of the tokens, with paths as people write them.
pub(crate) fn text(tokens: &impl ToTokens) -> String {
    let tokens = tokens.to_token_stream();
    tokens.to_string().replace(" :: ", "::")
}

/// Returns the last segment of a type that is written as a path.
pub(crate) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}
