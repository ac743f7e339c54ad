// Packs what stands inline in pages: each readable script of templates/assets into its .min.js, and the smaller style
// sheets out of portolan.css. `node assets.mjs` writes them, `node assets.mjs --check` says which are stale.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const folder = fileURLToPath(new URL('../../templates/assets/', import.meta.url));
const scripts = ['portolan', 'portolan-answers', 'portolan-sync', 'portolan-grade'];
// The order in which the first line names the sources.
const sources = ['portolan', 'portolan-timer', ...scripts.slice(1)];

const read = name => fs.readFileSync(folder + name, 'utf8');
const mark = name => `${name}.js ${createHash('sha256').update(read(`${name}.js`)).digest('hex').slice(0, 16)}`;

function script(name) {
  const built = esbuild.buildSync({
    entryPoints: [`${folder}${name}.js`],
    bundle: true,
    minify: true,
    target: 'es2017',
    format: 'esm',
    charset: 'utf8',
    write: false,
    metafile: true,
  });
  const used = sources.filter(source => Object.keys(built.metafile.inputs).some(path => path.endsWith(`/${source}.js`)));
  const text = built.outputFiles[0].text.replace(/export\{[^}]*\};?\s*$/, '').trim();
  return `// Made from ${used.map(mark).join(', ')}\n${text}\n`;
}

const squeeze = css =>
  css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s+/g, ' ').replace(/\s*([{};,])\s*/g, '$1').replace(/;}/g, '}').trim();

function sheets() {
  const css = read('portolan.css');
  const verify = [...css.matchAll(/\/\*@verify(?:-only)?\*\/([\s\S]*?)\/\*@end\*\//g)].map(found => found[1]).join('');
  const answers = css.replace(/\/\*@(?:beyond|verify-only)\*\/[\s\S]*?\/\*@end\*\//g, '');
  const made = (from, text) => `/* Made from ${from} by the front-end build; do not edit here. */${squeeze(text)}\n`;
  return {
    'verify.css': made('the @verify blocks of portolan.css', verify),
    'answers.css': made('portolan.css without its @beyond and @verify-only blocks', answers),
  };
}

const wanted = { ...Object.fromEntries(scripts.map(name => [`${name}.min.js`, script(name)])), ...sheets() };
const stale = Object.keys(wanted).filter(name => !fs.existsSync(folder + name) || read(name) !== wanted[name]);
if (process.argv.includes('--check')) {
  if (stale.length) {
    console.error(`stale: ${stale.join(', ')}; run: cd tests/browser && npm run assets`);
    process.exit(1);
  }
  console.log('packed scripts and style sheets are up to date');
} else {
  for (const name of stale) fs.writeFileSync(folder + name, wanted[name]);
  console.log(stale.length ? `written: ${stale.join(', ')}` : 'nothing had changed');
}
