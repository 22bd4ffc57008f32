// The shape of a kind's mark: 0 a circle, 1 a square, 2 a diamond.
const SHAPES: Record<string, number> = { incident: 0, observation: 1 };
export const shapeOf = (kind: string): number => SHAPES[kind] ?? 2;
