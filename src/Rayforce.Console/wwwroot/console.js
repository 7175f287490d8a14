export * from "./widgets/chart.js";
export * from "./widgets/editor.js";
export * from "./widgets/grid.js";
export * from "./widgets/page.js";
