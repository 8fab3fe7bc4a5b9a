use httpauth::public;

#[public(operation_id = " ")]
async fn empty() {}

#[public(operation_id = pages_list)]
async fn not_text() {}

#[public(operation_id)]
async fn no_value() {}

fn main() {}
