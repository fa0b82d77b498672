/** Layers of neural networks. A model is a function of a tensor with parameters: see {@link jacobi.nn.Layer}. */
package jacobi.nn;
