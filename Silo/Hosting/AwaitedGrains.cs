namespace SweepCluster.Silo.Hosting;

/// <summary>
/// The grains of a cluster that may not be there yet. Before a client has connected it does not know which grains there are, and would
/// call a question for one a mistake; here it is what it is, a cluster that gives no answer.
/// </summary>
/// <param name="grains">The client's grains.</param>
/// <param name="isConnected">Whether the client has connected.</param>
/// <param name="clusterId">The cluster's id.</param>
internal sealed class AwaitedGrains(IGrainFactory grains, Func<bool> isConnected, string clusterId) : IGrainFactory
{
    private IGrainFactory Grains => isConnected()
        ? grains
        : throw new SiloUnavailableException($"The cluster {clusterId} has not been reached yet.");

    /// <inheritdoc/>
    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey => Grains.GetGrain<TGrainInterface>(primaryKey, grainClassNamePrefix);

    /// <inheritdoc/>
    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => Grains.GetGrain<TGrainInterface>(primaryKey, grainClassNamePrefix);

    /// <inheritdoc/>
    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => Grains.GetGrain<TGrainInterface>(primaryKey, grainClassNamePrefix);

    /// <inheritdoc/>
    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey => Grains.GetGrain<TGrainInterface>(primaryKey, keyExtension, grainClassNamePrefix);

    /// <inheritdoc/>
    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey => Grains.GetGrain<TGrainInterface>(primaryKey, keyExtension, grainClassNamePrefix);

    /// <inheritdoc/>
    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => Grains.CreateObjectReference<TGrainObserverInterface>(obj);

    /// <inheritdoc/>
    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => Grains.DeleteObjectReference<TGrainObserverInterface>(obj);

    /// <inheritdoc/>
    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => Grains.GetGrain(grainInterfaceType, grainPrimaryKey);

    /// <inheritdoc/>
    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => Grains.GetGrain(grainInterfaceType, grainPrimaryKey);

    /// <inheritdoc/>
    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => Grains.GetGrain(grainInterfaceType, grainPrimaryKey);

    /// <inheritdoc/>
    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) =>
        Grains.GetGrain(grainInterfaceType, grainPrimaryKey, keyExtension);

    /// <inheritdoc/>
    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) =>
        Grains.GetGrain(grainInterfaceType, grainPrimaryKey, keyExtension);

    /// <inheritdoc/>
    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => Grains.GetGrain<TGrainInterface>(grainId);

    /// <inheritdoc/>
    public IAddressable GetGrain(GrainId grainId) => Grains.GetGrain(grainId);

    /// <inheritdoc/>
    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => Grains.GetGrain(grainId, interfaceType);

    /// <inheritdoc/>
    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) =>
        Grains.GetGrain(interfaceType, grainKey, grainClassNamePrefix);

    /// <inheritdoc/>
    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => Grains.GetGrain(interfaceType, grainKey);
}
