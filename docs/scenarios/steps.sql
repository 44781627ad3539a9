-- schema
CREATE TABLE recipes (id INTEGER PRIMARY KEY, steps TEXT {rule});
INSERT INTO recipes VALUES (1, '["cut","fry","serve"]');

-- ann
UPDATE recipes SET steps = '["wash","cut","fry","serve"]' WHERE id = 1;

-- bob
UPDATE recipes SET steps = '["fry","cut","salt"]' WHERE id = 1;

-- show
SELECT steps FROM recipes;
