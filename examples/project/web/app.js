// © 2021 Lucía Fernández de Soto
const config = {
  host: "192.0.2.88",
  apiKey: "@@FORGE:google-api-key:2@@",
  placeholder: "you@example.com",
  integrity: "sha512-Q2hhbmdlIGl0IQ==",
};
export const contact = "lucia.fernandez@example.net";
