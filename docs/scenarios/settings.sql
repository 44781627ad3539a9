-- schema
CREATE TABLE users (id INTEGER PRIMARY KEY, settings TEXT {rule});
INSERT INTO users VALUES (1, '{"font":{"size":10,"bold":false},"lang":"en"}');

-- ann
UPDATE users SET settings = '{"font":{"size":12,"bold":false},"lang":"de","dark":true}' WHERE id = 1;

-- bob
UPDATE users SET settings = '{"font":{"size":14,"bold":true}}' WHERE id = 1;

-- show
SELECT settings FROM users;
