// How much of Discord's limits a request uses.

const EMBED = { title: 256, description: 4096 };
const ROW = 1, BUTTON = 2, MOST_COMPONENTS = 40;

/** Return what a request's JSON uses, as `{ what, used, most }`, the fullest first. */
export function usage(payload) {
  const data = payload?.data && !Array.isArray(payload.data) ? payload.data : payload;
  const found = [];
  const add = (what, used, most) => used > 0 && found.push({ what, used, most });
  if (Array.isArray(data)) {
    add("commands", data.filter((command) => (command.type ?? 1) === 1).length, 100);
    return found;
  }
  if (!data || typeof data !== "object") return found;
  const long = (text) => [...String(text ?? "")].length;
  add("content", long(data.content), 2000);
  add("choices", data.choices?.length, 25);
  if (data.custom_id && data.title) add("form title", long(data.title), 45);
  const embeds = data.embeds ?? [];
  add("embeds", embeds.length, 10);
  let sum = 0;
  embeds.forEach((embed, at) => {
    const part = (what, text, most) => { sum += long(text); add(`embed ${at + 1} ${what}`, long(text), most); };
    for (const [key, most] of Object.entries(EMBED)) part(key, embed[key], most);
    part("footer", embed.footer?.text, 2048);
    part("author", embed.author?.name, 256);
    add(`embed ${at + 1} fields`, embed.fields?.length, 25);
    (embed.fields ?? []).forEach((field) => { part(`field “${field.name}”`, field.value, 1024); sum += long(field.name); });
  });
  add("all embeds' text", sum, 6000);
  countComponents(data, add, long);
  add("files", data.attachments?.length, 10);
  return found.sort((a, b) => b.used / b.most - a.used / a.most);
}

function countComponents(data, add, long) {
  const all = [];
  const walk = (list) => list?.forEach((one) => { all.push(one); walk(one.components); walk([one.accessory, one.component].filter(Boolean)); });
  walk(data.components);
  add("components", all.length, MOST_COMPONENTS);
  add("rows", (data.components ?? []).filter((one) => one.type === ROW).length, 5);
  const most = (what, numbers, limit) => add(what, Math.max(0, ...numbers), limit);
  most("buttons in a row", all.filter((one) => one.type === ROW).map((row) => row.components.filter((one) => one.type === BUTTON).length), 5);
  most("options of a select", all.map((one) => one.options?.length ?? 0), 25);
  most("longest custom id", all.map((one) => long(one.custom_id)), 100);
  most("longest button label", all.filter((one) => one.type === BUTTON).map((one) => long(one.label)), 80);
}
