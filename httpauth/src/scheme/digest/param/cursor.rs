//! The grammar of auth-params, which is tokens, quoted strings and lists (RFC 9110 sections 5.6 and 11.2).
//!
//! `None` means a breach of the grammar, after which the cursor is of no use.

use std::borrow::Cow;

use super::name::Name;
use super::scan::{is_quotable, qdtext_len, token_len, visit};

/// A parameter's value as it stands in the header, without its quotes.
#[derive(Clone, Copy)]
pub(in crate::scheme::digest) struct Raw<'a> {
    pub(super) text: &'a [u8],
    pub(super) form: Form,
}

/// The form in which a value was written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Token,
    Quoted,
    /// A quoted string with at least one quoted-pair.
    Escaped,
}

impl<'a> Raw<'a> {
    /// Returns the value that is meant. Each quoted-pair stands for its second byte (RFC 9110 section 5.6.4).
    #[inline]
    pub(in crate::scheme::digest) fn unescape(self) -> Cow<'a, [u8]> {
        match self.form {
            Form::Escaped => Cow::Owned(self.unescaped()),
            Form::Token | Form::Quoted => Cow::Borrowed(self.text),
        }
    }

    #[cold]
    fn unescaped(self) -> Vec<u8> {
        let mut value = Vec::with_capacity(self.text.len());
        let mut bytes = self.text.iter().copied();
        while let Some(byte) = bytes.next() {
            match byte {
                b'\\' => value.extend(bytes.next()),
                _ => value.push(byte),
            }
        }
        value
    }
}

/// The part of the header that is not read yet.
pub(in crate::scheme::digest) struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub(in crate::scheme::digest) fn new(rest: &'a [u8]) -> Self {
        Self { rest }
    }

    /// Goes to the next list element, over empty ones. Returns false at the end.
    #[inline]
    pub(in crate::scheme::digest) fn next_element(&mut self) -> bool {
        while let [b' ' | b'\t' | b',', rest @ ..] = self.rest {
            visit(1);
            self.rest = rest;
        }
        !self.rest.is_empty()
    }

    /// Reads the end of an element, which is a comma or the end of the header. Anything else is trailing garbage.
    #[inline]
    pub(in crate::scheme::digest) fn end_of_element(&mut self) -> Option<()> {
        self.skip_white_space();
        if self.rest.is_empty() {
            return Some(());
        }
        self.eat(b',')
    }

    /// Reads the beginning of `auth-param = token BWS "=" BWS ( token / quoted-string )` (RFC 9110 section 11.2), up to
    /// the `=`.
    #[inline]
    pub(super) fn name(&mut self) -> Option<Name> {
        let usual = Name::at_start_of(self.rest);
        let (name, rest) = usual.or_else(|| Self::new(self.rest).other_name())?;
        self.rest = rest;
        Some(name)
    }

    #[cold]
    fn other_name(mut self) -> Option<(Name, &'a [u8])> {
        let (word, is_name) = self.word()?;
        // Without `=` this is a token68 or rubbish. A parser that went on here had CVE-2017-9788.
        is_name.then(|| (Name::parse(word), self.rest))
    }

    /// Reads a token, and the `=` behind it if it is the name of a parameter. Returns whether it is one.
    pub(in crate::scheme::digest) fn word(&mut self) -> Option<(&'a [u8], bool)> {
        let word = self.token()?;
        self.skip_white_space();
        Some((word, self.eat(b'=').is_some()))
    }

    /// Reads the rest of the parameter, after the `=`.
    #[inline]
    pub(in crate::scheme::digest) fn value(&mut self) -> Option<Raw<'a>> {
        self.skip_white_space();
        match self.eat(b'"') {
            Some(()) => self.quoted(),
            None => Some(Raw {
                text: self.token()?,
                form: Form::Token,
            }),
        }
    }

    /// Reads the rest of a `quoted-string` (RFC 9110 section 5.6.4), after its opening quote.
    #[inline]
    fn quoted(&mut self) -> Option<Raw<'a>> {
        let start = self.rest;
        let mut form = Form::Quoted;
        self.take(qdtext_len(self.rest))?;
        while self.eat(b'"').is_none() {
            self.quoted_pair()?;
            self.take(qdtext_len(self.rest))?;
            form = Form::Escaped;
        }
        let length = start.len() - self.rest.len() - 1;
        let text = start.get(..length)?;
        Some(Raw { text, form })
    }

    /// Reads `quoted-pair = "\" ( HTAB / SP / VCHAR / obs-text )`.
    fn quoted_pair(&mut self) -> Option<()> {
        match self.rest {
            [b'\\', escaped, rest @ ..] if is_quotable(*escaped) => {
                self.rest = rest;
                Some(())
            }
            _ => None,
        }
    }

    #[inline]
    fn token(&mut self) -> Option<&'a [u8]> {
        self.take(token_len(self.rest))
            .filter(|token| !token.is_empty())
    }

    #[inline]
    fn skip_white_space(&mut self) {
        while let [b' ' | b'\t', rest @ ..] = self.rest {
            visit(1);
            self.rest = rest;
        }
    }

    #[inline]
    fn eat(&mut self, expected: u8) -> Option<()> {
        visit(1);
        let (first, rest) = self.rest.split_first()?;
        if *first != expected {
            return None;
        }
        self.rest = rest;
        Some(())
    }

    #[inline]
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }
}
