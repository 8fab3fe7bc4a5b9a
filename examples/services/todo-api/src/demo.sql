-- The hashes that `password::hash("hello")` and `password::hash("bye")` made.
INSERT INTO users (name, role, password_hash) VALUES
    ('john', 'user', '$argon2id$v=19$m=19456,t=2,p=1$QZu04x7Y4q8H0Xmi6em6Sg$FbmBV6H9z5eBA9D75JroDHtZH9/Di6ZKhqrs/Jc3p2A'),
    ('susan', 'admin', '$argon2id$v=19$m=19456,t=2,p=1$liMj2EsEqXkZfZDxainLNQ$jmZpjAaBNHyNL5zHdkIGTutcUhXzT6+1CToVJ7cJ8LE');
