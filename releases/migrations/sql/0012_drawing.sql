-- Also from raw SQL: a picture, and a small one.
ALTER TABLE releases_signature ADD CONSTRAINT signature_drawing_is_a_small_png
    CHECK (octet_length(drawing) <= 65536 AND substring(drawing FOR 8) = '\x89504e470d0a1a0a');

-- Named as a guard, which it is: triggers called b_ compute columns.
ALTER TRIGGER b_signature_is_agreed ON releases_signature RENAME TO a_signature_is_agreed;
