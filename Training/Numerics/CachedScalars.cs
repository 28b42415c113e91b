using TorchSharp;

namespace SweepCluster.Training.Numerics;

/// <summary>
/// Scalars that live as long as the process. TorchSharp does not keep an implicit <see cref="Scalar"/> alive during the native call
/// that reads it, so a garbage collection at the wrong moment lets libtorch read freed memory. Code that runs once per batch therefore
/// passes a cached scalar, or one it disposes itself after the call.
/// </summary>
internal static class CachedScalars
{
    public static readonly Scalar One = 1L.ToScalar();
}
