"""The library `grpcio`. A line of input is a field's value and an address, and a line of output answers two calls."""

import sys

import grpc


def call(hello, metadata):
    try:
        return hello(b"", metadata=metadata, timeout=20).decode()
    except grpc.RpcError as error:
        return error.code().name


sys.stdout.reconfigure(encoding="utf-8")
print(grpc.__version__, flush=True)
for line in sys.stdin:
    authorization, address = line.rstrip("\n").split("\t")
    metadata = [] if authorization == "-" else [("authorization", authorization)]
    with grpc.insecure_channel(address) as channel:
        hello = channel.unary_unary("/greet.Greeter/Hello")
        print(call(hello, metadata), call(hello, metadata), sep="\t", flush=True)
