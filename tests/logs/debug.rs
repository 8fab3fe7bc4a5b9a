//! The `Debug` output of the public types.

use axum::response::IntoResponse;
use httpauth::digest::{Algorithm, Claim, NonceKey, RngError};
use httpauth::password::{self, HashError, Limits};
use httpauth::registry::access_matrix;
use httpauth::throttle::{self, MemoryThrottle, ThrottleKey};
use httpauth::{Authenticator, Reason};

use crate::app::{Ha1, NONCE_SECRET, PASSWORD, stored_hash};
use crate::secrets::Secrets;

#[tokio::test]
async fn no_public_type_shows_a_secret() {
    let secrets = Secrets::known();
    let key = NonceKey::from_secret(NONCE_SECRET.as_bytes()).unwrap();
    // The derived key is as good as the secret, so nothing of it is shown in any form.
    assert_eq!(format!("{key:?} {key:#?}"), "NonceKey(..) NonceKey(..)");
    let key = ThrottleKey::from_secret(NONCE_SECRET.as_bytes()).unwrap();
    assert_eq!(format!("{key:?}"), "ThrottleKey(..)");
    let too_long = password::hash(&"correct-horse-battery".repeat(500)).unwrap_err();
    assert_eq!(too_long, HashError::TooLong);
    let shown = [
        format!("{too_long:?} {too_long} {:?}", too_long.into_response()),
        format!(
            "{:?} {:?}",
            password::usage(),
            Limits::default().decoy(stored_hash())
        ),
        format!("{:?}", password::verify(PASSWORD, Some(stored_hash()))),
        format!("{:?} {} {:?}", RngError, RngError, Claim::Replayed),
        format!("{:?} {}", Algorithm::Md5, Algorithm::Md5),
        format!("{:?} {}", Reason::Invalid, Reason::Invalid),
        format!("{:?} {:?}", MemoryThrottle::new(), throttle::Limits::new()),
        format!("{:?} {:?}", Ha1::REGISTRY, access_matrix()),
        format!("{} {}", Ha1::REGISTRY, access_matrix()),
    ];
    for shown in shown {
        assert!(!shown.is_empty());
        secrets.assert_hidden_in(&shown);
    }
}
