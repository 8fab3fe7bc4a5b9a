//! The tools, which read and write the notes of the user.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::request::Parts;
use example_access_tokens::AccessToken;
use httpauth::CurrentUser;
use rmcp::handler::server::common::Extension;
use rmcp::handler::server::wrapper::Parameters;
use rmcp::model::{ServerCapabilities, ServerConfig};
use rmcp::schemars::{self, JsonSchema};
use rmcp::{ErrorData, ServerHandler, tool, tool_handler, tool_router};
use serde::Deserialize;

/// The notes of all users, by their names.
#[derive(Clone, Default)]
pub(crate) struct Notes(Arc<Mutex<HashMap<String, Vec<String>>>>);

#[derive(Deserialize, JsonSchema)]
struct Note {
    text: String,
}

#[tool_router]
impl Notes {
    #[tool(description = "Reads your notes")]
    fn read_notes(&self, Extension(parts): Extension<Parts>) -> Result<String, ErrorData> {
        self.with_notes(&parts, |notes| notes.join("\n"))
    }

    #[tool(description = "Adds a note to yours")]
    fn add_note(
        &self,
        Extension(parts): Extension<Parts>,
        Parameters(note): Parameters<Note>,
    ) -> Result<String, ErrorData> {
        self.with_notes(&parts, |notes| {
            notes.push(note.text);
            format!("{} notes", notes.len())
        })
    }

    /// Works on the notes of the request's user, whom the guard has left in its extensions.
    fn with_notes<T>(
        &self,
        parts: &Parts,
        work: impl FnOnce(&mut Vec<String>) -> T,
    ) -> Result<T, ErrorData> {
        let user = parts.extensions.get::<CurrentUser<AccessToken>>();
        let user = user.ok_or_else(|| ErrorData::internal_error("there is no user", None))?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(work(all.entry(user.subject.clone()).or_default()))
    }
}

#[tool_handler]
impl ServerHandler for Notes {
    fn get_info(&self) -> ServerConfig {
        ServerConfig::new(ServerCapabilities::builder().enable_tools().build())
    }
}
