CREATE TABLE IF NOT EXISTS users (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    password_hash TEXT NOT NULL
) STRICT;

-- AUTOINCREMENT: the number of a deleted todo is not used again, so a permission for one todo is never about another.
CREATE TABLE IF NOT EXISTS todos (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    owner TEXT NOT NULL REFERENCES users (name),
    text TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT FALSE
) STRICT;
