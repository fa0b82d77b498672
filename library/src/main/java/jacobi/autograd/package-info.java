/** Reverse-mode differentiation: the graph that ops leave behind, and the walk back through it. */
package jacobi.autograd;
