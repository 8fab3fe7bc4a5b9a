use httpauth::public;

#[public(reasons = "none")]
async fn misspelt() {}

#[public(reason)]
async fn no_value() {}

#[public(reason = "one", reason = "other")]
async fn twice() {}

#[public("text")]
async fn no_key() {}

fn main() {}
