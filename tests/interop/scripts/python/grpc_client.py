"""The library `grpcio`. A line of input is a field's value and an address, and a line of output answers it."""

import sys

import grpc


def call(authorization, address):
    metadata = [] if authorization == "-" else [("authorization", authorization)]
    with grpc.insecure_channel(address) as channel:
        hello = channel.unary_unary("/greet.Greeter/Hello")
        try:
            return hello(b"", metadata=metadata, timeout=20).decode()
        except grpc.RpcError as error:
            return error.code().name


print(grpc.__version__, flush=True)
for line in sys.stdin:
    print(call(*line.rstrip("\n").split("\t")), flush=True)
