CREATE USER 'atanabe'@'%' IDENTIFIED BY 'Sp1ndrift!42';
INSERT INTO people (name, mail, last_ip) VALUES
  ('Ngozi Adebayo', 'ngozi.adebayo@example.org', '198.51.100.77'),
  ('王小明', 'xiaoming@example.org', '2001:db8::8a2e');
