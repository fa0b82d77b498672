/** NVIDIA's GPUs: kernels as PTX, launched through the CUDA driver. Nothing here is touched where there is no GPU. */
package jacobi.backend.cuda;
