/* Every room that plugs in, one line each. Events name them by their place in the order of their names. */
export { plug as terra } from '../terra/Plug.js';
