using System.Reflection;

namespace SweepCluster.Dashboard.Tests.Fakes;

/// <summary>A grain factory that knows grains by their type and key, and no other call than <c>GetGrain</c>.</summary>
public class GrainProxy : DispatchProxy
{
    private Func<Type, object, object> _find = (_, _) => throw new NotSupportedException();

    public static IGrainFactory Create(Func<Type, object, object> find)
    {
        var factory = Create<IGrainFactory, GrainProxy>();
        ((GrainProxy)(object)factory)._find = find;
        return factory;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod is { Name: "GetGrain", IsGenericMethod: true }
            ? _find(targetMethod.GetGenericArguments()[0], args![0]!)
            : throw new NotSupportedException(targetMethod?.Name);
}
