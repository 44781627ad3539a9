-- schema
CREATE TABLE articles (id INTEGER PRIMARY KEY, tags TEXT {rule});
INSERT INTO articles VALUES (1, '["food"]');

-- ann
UPDATE articles SET tags = '["food", "white"]' WHERE id = 1;

-- bob
UPDATE articles SET tags = '["cold"]' WHERE id = 1;

-- show
SELECT tags FROM articles;
