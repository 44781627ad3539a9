-- schema
CREATE TABLE articles (id INTEGER PRIMARY KEY, stock INTEGER {rule});
INSERT INTO articles VALUES (1, 5);

-- ann
UPDATE articles SET stock = 4 WHERE id = 1;

-- bob
UPDATE articles SET stock = 15 WHERE id = 1;

-- show
SELECT stock FROM articles;
