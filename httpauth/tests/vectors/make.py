"""Writes passwords.txt: hashes made by software other than ours. See README.md beside this file.

Each line: label <TAB> verdict <TAB> password as hex of its UTF-8 <TAB> stored hash
"""
import base64, hashlib, os, subprocess, sys
import bcrypt, passlib, werkzeug, argon2
from passlib.hash import pbkdf2_sha1, pbkdf2_sha256, pbkdf2_sha512, scrypt, argon2 as pl_argon2, bcrypt as pl_bcrypt
from werkzeug.security import generate_password_hash as wz

HELLO, POUND, LONG = "hello", "p£ss wörd:with:colons", "x" * 72
rows = []

def add(label, password, stored, wrong="Hello"):
    rows.append((label, "match", password, stored))
    rows.append((label, "differ", wrong, stored))

def tool(password, *args):  # the reference command-line tool
    return subprocess.run(["argon2", "reference-salt", "-e", *args], input=password.encode(),
                          capture_output=True, check=True).stdout.decode().strip()

for kind in "i", "d", "id":
    add(f"argon2-tool/argon2{kind}", HELLO, tool(HELLO, f"-{kind}", "-t", "2", "-k", "256", "-p", "1"))
    add(f"argon2-tool/argon2{kind}/lanes", POUND, tool(POUND, f"-{kind}", "-t", "3", "-k", "512", "-p", "4", "-l", "24"))
    add(f"argon2-tool/argon2{kind}/v10", HELLO, tool(HELLO, f"-{kind}", "-t", "2", "-k", "128", "-p", "2", "-v", "10"))
add("argon2-cffi/argon2id", POUND, argon2.PasswordHasher(time_cost=2, memory_cost=256, parallelism=2).hash(POUND))
add("argon2-cffi/empty", "", argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(""))
for kind in "I", "D", "ID":
    add(f"passlib/argon2{kind.lower()}", HELLO, pl_argon2.using(type=kind, time_cost=2, memory_cost=256, parallelism=2).hash(HELLO))

add("passlib/scrypt", HELLO, scrypt.using(rounds=8, block_size=8, parallelism=1).hash(HELLO))
add("passlib/scrypt/p", POUND, scrypt.using(rounds=7, block_size=4, parallelism=3, salt_size=32).hash(POUND))
add("passlib/pbkdf2-sha1", HELLO, pbkdf2_sha1.using(rounds=500).hash(HELLO))
add("passlib/pbkdf2-sha256", POUND, pbkdf2_sha256.using(rounds=500).hash(POUND))
add("passlib/pbkdf2-sha512", HELLO, pbkdf2_sha512.using(rounds=500, salt_size=24).hash(HELLO))

# PHC strings as RustCrypto frames them, around a key that Python's hashlib derived.
for digest in "sha1", "sha256", "sha512":
    salt, b64 = os.urandom(16), lambda raw: base64.b64encode(raw).decode().rstrip("=")
    key = hashlib.pbkdf2_hmac(digest, POUND.encode(), salt, 500, 32)
    add(f"hashlib/phc-pbkdf2-{digest}", POUND, f"$pbkdf2-{digest}$i=500,l=32${b64(salt)}${b64(key)}")

for ident in "2a", "2b", "2y":
    add(f"passlib/bcrypt/{ident}", POUND, pl_bcrypt.using(rounds=4, ident=ident).hash(POUND))
add("pyca-bcrypt/2b", HELLO, bcrypt.hashpw(HELLO.encode(), bcrypt.gensalt(4)).decode())
add("pyca-bcrypt/72", LONG, bcrypt.hashpw(LONG.encode(), bcrypt.gensalt(4)).decode(), wrong="x" * 71)
truncating = bcrypt.hashpw((LONG + "y").encode(), bcrypt.gensalt(4)).decode()
rows.append(("pyca-bcrypt/73-truncated", "differ", LONG + "y", truncating))   # bcrypt itself says: match
rows.append(("pyca-bcrypt/nul-cycle", "differ", "hello\0hello", bcrypt.hashpw(HELLO.encode(), bcrypt.gensalt(4)).decode()))

add("werkzeug/scrypt", HELLO, wz(HELLO, "scrypt:1024:8:1"))
add("werkzeug/scrypt/p", POUND, wz(POUND, "scrypt:256:4:2", salt_length=8))
add("werkzeug/scrypt/default", HELLO, wz(HELLO))
for digest in "sha1", "sha256", "sha512":
    add(f"werkzeug/pbkdf2/{digest}", POUND, wz(POUND, f"pbkdf2:{digest}:500"))

print(f"# made by make.py with argon2-tool 20171227, argon2-cffi {argon2.__version__}, passlib {passlib.__version__},",
      f"# bcrypt {bcrypt.__version__}, werkzeug {__import__('importlib.metadata').metadata.version('werkzeug')}, Python {sys.version.split()[0]}",
      "# label\tverdict\tpassword as hex\tstored hash", sep="\n")
for label, verdict, password, stored in rows:
    print(label, verdict, password.encode().hex(), stored, sep="\t")
