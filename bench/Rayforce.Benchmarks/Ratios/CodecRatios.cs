using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Rayforce.Ipc;
using Rayforce.Native;

namespace Rayforce.Benchmarks;

/// <summary>The codec beside a copy of the same bytes and beside native's.</summary>
internal sealed class CodecRatios : IDisposable
{
    private const int Many = 1_000_000;
    private const int Some = 100_000;

    private readonly RayNativeRuntime? _runtime;
    private readonly nint _library;
    private readonly PooledBuffer _buffer = new(64 << 20);

    public CodecRatios()
    {
        if (!NativeCode.HasLibrary)
            return;
        _runtime = RayNativeRuntime.CreateAsync(NativeCode.Options).GetAwaiter().GetResult();
        _library = NativeLibrary.Load(NativeCode.Options.LibraryPath!);
    }

    /// <summary>What can be measured here.</summary>
    public IEnumerable<Ratio> All() => [.. Vectors(), .. Places(), .. Objects(), .. Packing()];

    public void Dispose()
    {
        _buffer.Dispose();
        _runtime?.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    private IEnumerable<Ratio> Vectors() =>
    [
        Vector("I16", index => (short)(index % 30_000)),
        Vector("I32", index => index),
        Vector("I64", index => (long)index),
        Vector("F32", index => index / 3f),
        Vector("F64", index => index / 3.0),
        Vector("Guid", index => new RayGuid(new Guid(index + 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11))),
    ];

    private Ratio Vector<T>(string name, Func<int, T> element)
        where T : unmanaged
    {
        var values = new T[Many];
        for (var i = 0; i < values.Length; i++)
            values[i] = element(i);
        var bytes = MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
        return new($"write {name} × {Many:N0}, looking for nulls", Timed(() =>
        {
            _buffer.Clear();
            var writer = new RayWriter(_buffer, WireVersion.V3);
            writer.WriteVector<T>(values);
            writer.Flush();
        }), "copy", Timed(() =>
        {
            // To where the writer writes its elements, behind a header.
            _buffer.Clear();
            bytes.CopyTo(_buffer.GetSpan(bytes.Length + 10)[10..]);
        }), 1.05);
    }

    /// <summary>Elements that are read where they lie, beside aligned ones.</summary>
    private static Ratio[] Places()
    {
        var payload = RaySerializer.SerializeFrame(new RayVector<double>([.. Enumerable.Range(0, Many).Select(i => i / 3.0)]))[FrameHeader.Size..];
        return [.. Enumerable.Range(1, 7).Select(offset => new Ratio($"sum of F64 × {Many:N0}, {offset} bytes off", At(offset), "aligned", At(0), 1.1))];

        Func<int, TimeSpan> At(int offset)
        {
            // The elements begin 10 bytes behind the payload, and those of an array at a multiple of 8.
            var memory = new byte[payload.Length + 64];
            payload.CopyTo(memory, 6 + offset);
            var vector = (RayVector<double>)RaySerializer.DeserializeView(memory.AsMemory(6 + offset, payload.Length), WireVersion.V3);
            return Timed(() => TensorPrimitives.Sum(vector.Span));
        }
    }

    private IEnumerable<Ratio> Objects()
    {
        if (_runtime is null)
            return [];
        return
        [
            .. Object("list of 100,000 I64 atoms", Samples.Numbers(Some), 1, Read),
            .. Object("list of 100,000 atoms, mixed", Samples.MixedAtoms(Some), 1, Read),
            .. Object("list of 100,000 I64 atoms, each looked at", Samples.Numbers(Some), 1, ReadAtoms),
            .. Object("list of 100,000 atoms, mixed, each looked at", Samples.MixedAtoms(Some), 1, ReadAtoms),
            .. Object("symbols × 100,000 with all strings", new RaySymbolVector(Samples.Texts(Some)), 0.5, ReadTexts),
            .. Object("strings × 100,000 with all strings", new RayStringVector(Samples.Texts(Some)), 0.5, ReadTexts),
            .. Object("symbols × 100,000, no strings", new RaySymbolVector(Samples.Texts(Some)), 0.5, Read),
            .. Object("table of 100,000 rows", Samples.Trades(Some), 1, Read),
            .. Object("I64 × 1,000,000", new RayVector<long>([.. Enumerable.Range(0, Many).Select(i => (long)i)]), 1, Read),
        ];
    }

    private static void Read(byte[] frame) => GC.KeepAlive(RaySerializer.DeserializeFrame(frame));

    private static void ReadAtoms(byte[] frame) => GC.KeepAlive(((RayList)RaySerializer.DeserializeFrame(frame)).Span[^1]);

    private static void ReadTexts(byte[] frame) => GC.KeepAlive(((RayTextVector)RaySerializer.DeserializeFrame(frame)).ToArray());

    private IEnumerable<Ratio> Object(string name, RayObject value, double mark, Action<byte[]> read)
    {
        var frame = RaySerializer.SerializeFrame(value);
        var (native, nativeFrame) = InNative(core =>
        {
            var bytes = core.NewBytes(frame);
            return (core.Deserialize(bytes), bytes);
        });
        yield return new($"write {name}", Timed(() =>
        {
            _buffer.Clear();
            RaySerializer.SerializeFrame(value, _buffer);
        }), "native", times => InNative(core => Time(times, () => core.Release(core.Serialize(native)))), mark);
        yield return new(
            $"read {name}", Timed(() => read(frame)),
            "native", times => InNative(core => Time(times, () => core.Release(core.Deserialize(nativeFrame)))), mark);
    }

    private IEnumerable<Ratio> Packing()
    {
        if (_runtime is null)
            return [];
        return
        [
            .. Packed("rising I64", new RayVector<long>([.. Enumerable.Range(0, Many).Select(i => (long)i)])),
            .. Packed("symbols", new RaySymbolVector(Samples.Texts(Many))),
            .. Packed("zeros", new RayVector<long>(new long[Many])),
            .. Packed("F64", new RayVector<double>([.. Enumerable.Range(0, Many).Select(i => 100 + i % 977 / 100.0)])),
        ];
    }

    private unsafe List<Ratio> Packed(string name, RayObject value)
    {
        using var written = new PooledBuffer();
        RaySerializer.Serialize(value, written);
        var payload = written.WrittenSpan.ToArray();
        var compress = (delegate* unmanaged<byte*, nuint, byte*, nuint, nuint>)NativeLibrary.GetExport(_library, "ray_ipc_compress");
        var decompress = (delegate* unmanaged<byte*, nuint, byte*, nuint, nuint>)NativeLibrary.GetExport(_library, "ray_ipc_decompress");
        var packed = new byte[payload.Length];
        var unpacked = new byte[payload.Length];
        _buffer.Clear();
        var ratios = new List<Ratio>();
        ratios.Add(new($"pack {name}, {payload.Length / 1e6:F0} MB", Timed(() =>
        {
            _buffer.Clear();
            FrameCompression.TryCompress(payload, _buffer);
        }), "native", times => Time(times, () =>
        {
            fixed (byte* source = payload, target = packed)
                compress(source, (nuint)payload.Length, target, (nuint)packed.Length);
        }), 0.5));
        if (FrameCompression.TryCompress(payload, _buffer))
        {
            var ours = _buffer.WrittenSpan.ToArray();
            ratios.Add(new($"unpack {name}", Timed(() =>
            {
                _buffer.Clear();
                FrameCompression.Decompress(ours, _buffer);
            }), "native", times => Time(times, () =>
            {
                fixed (byte* source = ours, target = unpacked)
                    decompress(source + sizeof(uint), (nuint)(ours.Length - sizeof(uint)), target, (nuint)unpacked.Length);
            }), 0.33));
        }

        return ratios;
    }

    private T InNative<T>(Func<Native.Interop.NativeCore, T> call) => _runtime!.CallAsync(call).GetAwaiter().GetResult();

    private static Func<int, TimeSpan> Timed(Action action) => times => Time(times, action);

    private static TimeSpan Time(int times, Action action)
    {
        // The processor's time, garbage collection included: what else the machine does takes turns with ours.
        var start = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < times; i++)
            action();
        return Environment.CpuUsage.TotalTime - start;
    }
}
