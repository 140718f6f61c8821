// Reads a JSON list of texts on standard input, asks the server at argv[2] for their figures, and writes for each text
// a list of [the figure's own text, what JavaScript finds between its offsets].
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const grpc = require("@grpc/grpc-js");
const loader = require("@grpc/proto-loader");

const proto = path.join(__dirname, "..", "..", "proto");
const definition = loader.loadSync("figures/v1/figures.proto", { includeDirs: [proto], enums: String, keepCase: true });
const { FigureService } = grpc.loadPackageDefinition(definition).figures.v1;
const client = new FigureService(process.argv[2], grpc.credentials.createInsecure());

function extract(text) {
  const request = { document: { text }, options: { offset_encoding: "OFFSET_ENCODING_UTF16" } };
  return new Promise((resolve, reject) => {
    const deadline = Date.now() + 60_000;
    client.Extract(request, { deadline }, (error, response) => (error ? reject(error) : resolve(response)));
  });
}

// proto-loader leaves a zero out.
function slice(text, span) {
  return text.slice(span.start_offset || 0, span.end_offset);
}

async function main() {
  const answers = [];
  for (const text of JSON.parse(fs.readFileSync(0, "utf8"))) {
    const response = await extract(text);
    const pairs = [];
    for (const figure of response.figures) {
      pairs.push([figure.text, slice(text, figure.span)]);
      pairs.push([figure.context.sentence, slice(text, figure.context.sentence_span)]);
    }
    answers.push(pairs);
  }
  client.close();
  process.stdout.write(JSON.stringify(answers));
}

main();
