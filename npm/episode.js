#!/usr/bin/env node
// The command `episode`: the files of this machine are those of the command.
import { parse, relative, sep } from "node:path";
import { run } from "./command.js";

const folder = process.cwd();
const { root } = parse(folder);
// Paths have slashes inside, and begin at the root of the drive.
const slashes = (path) => (sep === "/" ? path : path.replaceAll(sep, "/"));
const PWD = "/" + slashes(relative(root, folder));

process.exitCode = run(process.argv.slice(2).map(slashes), { preopens: { "/": root }, env: { ...process.env, PWD } });
