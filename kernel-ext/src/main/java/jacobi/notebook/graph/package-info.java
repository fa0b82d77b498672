/**
 * Pictures of a computation: what it was made of, folded where it is large; where each part stands; how it is drawn, told in
 * words, and gone through backwards, step by step.
 */
package jacobi.notebook.graph;
