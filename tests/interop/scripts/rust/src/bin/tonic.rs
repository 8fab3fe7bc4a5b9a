//! The crate `tonic`. A line of input is a field's value and an address, and a line of output answers two
//! calls.

use std::error::Error;
use std::io::stdin;
use std::time::Duration;

use bytes::{Buf, BufMut};
use httpauth_clients::version;
use tonic::client::Grpc;
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};
use tonic::codegen::http::uri::PathAndQuery;
use tonic::transport::{Channel, Endpoint};
use tonic::{Request, Status};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    println!("{}", version("tonic").ok_or("no such crate")?);
    for line in stdin().lines() {
        let line = line?;
        let (authorization, address) = line.split_once('\t').ok_or("this is no call")?;
        let endpoint = Endpoint::from_shared(format!("http://{address}"))?;
        let channel = endpoint.timeout(Duration::from_secs(20)).connect().await?;
        let mut client = Grpc::new(channel);
        let first = call(&mut client, authorization).await?;
        println!("{first}\t{}", call(&mut client, authorization).await?);
    }
    Ok(())
}

async fn call(client: &mut Grpc<Channel>, authorization: &str) -> Result<String> {
    client.ready().await?;
    let mut request = Request::new(String::new());
    if authorization != "-" {
        let metadata = request.metadata_mut();
        metadata.insert("authorization", authorization.parse()?);
    }
    let path = PathAndQuery::from_static("/greet.Greeter/Hello");
    Ok(match client.unary(request, path, Text).await {
        Ok(reply) => reply.into_inner(),
        // As the specification writes it, and the other clients of the table.
        Err(status) => match status.code() {
            tonic::Code::Unauthenticated => "UNAUTHENTICATED".to_owned(),
            tonic::Code::PermissionDenied => "PERMISSION_DENIED".to_owned(),
            code => format!("{code:?}"),
        },
    })
}

/// Messages that are not of Protocol Buffers.
struct Text;

impl Codec for Text {
    type Encode = String;
    type Decode = String;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self
    }

    fn decoder(&mut self) -> Self {
        Self
    }
}

impl Encoder for Text {
    type Item = String;
    type Error = Status;

    fn encode(&mut self, text: String, to: &mut EncodeBuf<'_>) -> std::result::Result<(), Status> {
        to.put(text.as_bytes());
        Ok(())
    }
}

impl Decoder for Text {
    type Item = String;
    type Error = Status;

    fn decode(&mut self, from: &mut DecodeBuf<'_>) -> std::result::Result<Option<String>, Status> {
        let text = from.copy_to_bytes(from.remaining());
        let text = String::from_utf8(text.to_vec());
        text.map(Some).map_err(|_| Status::internal("no text"))
    }
}
