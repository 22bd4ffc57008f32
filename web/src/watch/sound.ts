// The sound of an alert: two tones made here, no file. Browsers let it sound once somebody has touched the page.

let context: AudioContext | null = null;

/** Makes ready to sound; called from a click, since a page may not sound by itself. */
export async function allowSound(): Promise<boolean> {
  context ??= new AudioContext();
  await context.resume();
  return context.state === "running";
}

/** Sounds two tones, or four where it is urgent; silent where sound is not allowed. */
export function sound(urgent: boolean): void {
  if (context?.state !== "running") return;
  const begin = context.currentTime + 0.02;
  const tones = urgent ? [880, 660, 880, 660] : [660, 880];
  tones.forEach((hertz, place) => {
    if (!context) return;
    const tone = context.createOscillator();
    const volume = context.createGain();
    const from = begin + place * 0.22;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.25, from + 0.02);
    volume.gain.setValueAtTime(0.25, from + 0.16);
    volume.gain.linearRampToValueAtTime(0, from + 0.2);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + 0.21);
  });
}
