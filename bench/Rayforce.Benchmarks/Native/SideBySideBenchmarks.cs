using BenchmarkDotNet.Attributes;
using Rayforce.Ipc;
using Rayforce.Native;
using Rayforce.Native.Interop;

namespace Rayforce.Benchmarks;

/// <summary>
/// One object to a frame and back, by this library and by native's <c>ray_ser</c> and <c>ray_de</c>. Either side takes
/// the memory for its result from a heap or pool of its own and gives it back at once, but for the objects that
/// <c>Deserialize</c> leaves to the garbage collector.
/// </summary>
[MemoryDiagnoser]
public abstract class SideBySideBenchmarks
{
    private RayObject _value = RayNull.Instance;
    private byte[] _frame = [];
    private RayNativeRuntime? _runtime;
    private nint _nativeValue;
    private nint _nativeFrame;

    /// <summary>The object.</summary>
    protected abstract RayObject Value { get; }

    [GlobalSetup]
    public async Task Prepare()
    {
        _value = Value;
        _frame = RaySerializer.SerializeFrame(_value);
        if (!NativeCode.HasLibrary)
            return;
        _runtime = await RayNativeRuntime.CreateAsync(NativeCode.Options);
        var isSame = await _runtime.CallAsync(core =>
        {
            _nativeFrame = core.NewBytes(_frame);
            _nativeValue = core.Deserialize(_nativeFrame);
            var frame = core.Serialize(_nativeValue);
            var isSame = core.GetBytes(frame).SequenceEqual(_frame);
            core.Release(frame);
            return isSame;
        });
        if (!isSame)
            throw new InvalidOperationException("Native writes other bytes; there is nothing to compare.");
    }

    [GlobalCleanup]
    public async Task Stop()
    {
        if (_runtime is null)
            return;
        await _runtime.CallAsync(core =>
        {
            core.Release(_nativeValue);
            core.Release(_nativeFrame);
            return true;
        });
        await _runtime.DisposeAsync();
        _runtime = null;
    }

    [Benchmark]
    public int Serialize()
    {
        using var buffer = new PooledBuffer();
        RaySerializer.SerializeFrame(_value, buffer);
        return buffer.WrittenCount;
    }

    [Benchmark]
    public RayObject Deserialize() => RaySerializer.DeserializeFrame(_frame);

    public abstract Task SerializeNative();

    public abstract Task DeserializeNative();

    /// <summary>
    /// Calls <c>ray_ser</c> often in one visit to the runtime's thread, so that getting there does not count.
    /// </summary>
    protected Task SerializeNative(int times) => RepeatAsync(times, core => core.Serialize(_nativeValue));

    /// <summary>Calls <c>ray_de</c> as often.</summary>
    protected Task DeserializeNative(int times) => RepeatAsync(times, core => core.Deserialize(_nativeFrame));

    /// <summary>Goes to the runtime's thread for nothing.</summary>
    protected Task HopAsync() => RepeatAsync(0, _ => 0);

    private Task<bool> RepeatAsync(int times, Func<NativeCore, nint> call) => _runtime!.CallAsync(core =>
    {
        for (var i = 0; i < times; i++)
            core.Release(call(core));
        return true;
    });
}
