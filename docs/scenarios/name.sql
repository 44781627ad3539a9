-- schema
CREATE TABLE articles (id INTEGER PRIMARY KEY, name TEXT {rule});
INSERT INTO articles VALUES (1, 'milk');

-- ann
UPDATE articles SET name = 'oat milk' WHERE id = 1;

-- backend
UPDATE articles SET name = 'whole milk' WHERE id = 1;

-- show
SELECT name FROM articles;
