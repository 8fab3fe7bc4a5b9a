"""FastAPI's security dependencies, with the users and the answer of all servers here."""

import secrets
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.responses import PlainTextResponse
from fastapi.security import HTTPAuthorizationCredentials, HTTPBasic, HTTPBasicCredentials, HTTPBearer

basic_auth = HTTPBasic(realm="x")
bearer_auth = HTTPBearer()


def same(one: str, other: str) -> bool:
    return secrets.compare_digest(one.encode(), other.encode())


async def by_password(sent: Annotated[HTTPBasicCredentials, Depends(basic_auth)]) -> int:
    if same(sent.username, "john") & same(sent.password, "hello"):
        return 1
    raise HTTPException(401, headers={"WWW-Authenticate": 'Basic realm="x"'})


async def by_token(sent: Annotated[HTTPAuthorizationCredentials, Depends(bearer_auth)]) -> int:
    if same(sent.credentials, "secret-token-1"):
        return 1
    raise HTTPException(401, headers={"WWW-Authenticate": "Bearer"})


bare, basic, bearer = FastAPI(), FastAPI(), FastAPI()


@bare.get("/", response_class=PlainTextResponse)
async def bare_index() -> str:
    return "Hello, 1!"


@basic.get("/", response_class=PlainTextResponse)
async def basic_index(user: Annotated[int, Depends(by_password)]) -> str:
    return f"Hello, {user}!"


@bearer.get("/", response_class=PlainTextResponse)
async def bearer_index(user: Annotated[int, Depends(by_token)]) -> str:
    return f"Hello, {user}!"
