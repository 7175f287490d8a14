using CsCheck;

namespace Rayforce.Ipc.Tests.Support;

/// <summary>Generates objects of every type that a wire version carries without loss.</summary>
internal static class RayGen
{
    private const int MaxDepth = 3;

    private static readonly Gen<byte[]> Name = Gen.Byte[1, 255].Array[0, 20];
    private static readonly Gen<byte[]> Text = Gen.Byte.Array[0, 40];
    private static readonly Gen<RaySymbolVector> Symbols = Gen.String[Gen.Char['a', '\u2603'], 0, 12].Array[0, 6]
        .Select(names => new RaySymbolVector(names));

    public static Gen<RayObject> Object(WireVersion version) => Gen.Recursive<RayObject>((depth, inner) =>
        depth >= MaxDepth ? Leaf(version) : Gen.Frequency((3, Leaf(version)), (2, Compound(inner, version))));

    public static Gen<RayObject> Atoms(WireVersion version) => Gen.OneOf<RayObject>(
    [
        Atom(Gen.Bool), Atom(Gen.Byte), Atom(Short), Atom(Int), Atom(Long), Atom(Gen.Double),
        Atom(Int.Select(days => new RayDate(days))),
        Atom(Int.Select(milliseconds => new RayTime(milliseconds))),
        Atom(Long.Select(nanoseconds => new RayTimestamp(nanoseconds))),
        Atom(Guid),
        Gen.Select(Name, Gen.Bool)
            .Select((name, quoted) => (RayObject)new RaySymbol(name, quoted && version == WireVersion.V3)),
        Text.Select(text => (RayObject)new RayString(text)),
        .. OfOneVersion(version),
    ]);

    private static Gen<short> Short => Gen.OneOf(Gen.Short, Gen.Const(short.MinValue));

    private static Gen<int> Int => Gen.OneOf(Gen.Int, Gen.Int[-100, 100], Gen.Const(int.MinValue));

    private static Gen<long> Long => Gen.OneOf(Gen.Long, Gen.Long[-100, 100], Gen.Const(long.MinValue));

    private static Gen<RayGuid> Guid =>
        Gen.OneOf(Gen.Byte.Array[16].Select(bytes => new RayGuid(bytes)), Gen.Const(default(RayGuid)));

    private static Gen<RayObject>[] OfOneVersion(WireVersion version) => version == WireVersion.V1
        ? [Gen.Byte.Select(value => (RayObject)new RayAtom<RayChar>(new RayChar(value)))]
        :
        [
            Atom(Gen.Float),
            Atom(Long.Select(nanoseconds => new RayTimespan(nanoseconds))),
            Gen.OneOf<RayObject>(RayAtom<bool>.Null, RayAtom<byte>.Null, RayAtom<float>.Null, RayString.Null),
        ];

    private static Gen<RayObject> Vectors(WireVersion version) => Gen.OneOf<RayObject>(
    [
        Vector(Gen.Bool), Vector(Gen.Byte), Vector(Short), Vector(Int), Vector(Long), Vector(Gen.Double),
        Vector(Int.Select(days => new RayDate(days))),
        Vector(Int.Select(milliseconds => new RayTime(milliseconds))),
        Vector(Long.Select(nanoseconds => new RayTimestamp(nanoseconds))),
        Vector(Guid),
        Symbols,
        .. version == WireVersion.V1
            ? Array.Empty<Gen<RayObject>>()
            :
            [
                Vector(Gen.Float), Vector(Long.Select(nanoseconds => new RayTimespan(nanoseconds))),
                Gen.String.Array[0, 8].Select(texts => (RayObject)new RayStringVector(texts)),
            ],
    ]);

    private static Gen<RayObject> Leaf(WireVersion version) => Gen.OneOf<RayObject>(
        Atoms(version),
        Vectors(version),
        Gen.Const<RayObject>(RayNull.Instance),
        Gen.Select(
            Gen.OneOf(RayType.Unary, RayType.Binary, RayType.Variadic),
            Gen.String[Gen.Char['!', '~'], 0, 15],
            (type, name) => (RayObject)new RayBuiltin(type, name)));

    private static Gen<RayObject> Compound(Gen<RayObject> inner, WireVersion version) => Gen.OneOf<RayObject>(
        inner.Array[0, 5].Select(items => (RayObject)new RayList(items)),
        Gen.Select(inner, inner, Gen.Int[0, 4], Dict),
        Gen.Select(inner, inner, (parameters, body) => (RayObject)new RayLambda(parameters, body)),
        Gen.Select(inner, Symbols, inner, (body, names, captured) => (RayObject)new RayLambda(
            new RaySymbolVector("x"),
            body,
            version == WireVersion.V1 ? null : new RayDict(names, Repeat(captured, names.Count)))),
        Gen.Select(Symbols, Gen.Int[0, 4], inner).SelectMany((names, rows, cell) =>
            Column(rows, cell, version).Array[names.Count]
                .Select(columns => (RayObject)new RayTable(names, new RayList(columns)))));

    private static Gen<RayObject> Column(int rows, RayObject cell, WireVersion version) => Gen.OneOf<RayObject>(
        Long.Array[rows].Select(values => (RayObject)new RayVector<long>(values)),
        Gen.Double.Array[rows].Select(values => (RayObject)new RayVector<double>(values)),
        Atoms(version).Array[rows].Select(values => (RayObject)new RayList(values)),
        Gen.Const((RayObject)Repeat(cell, rows)));

    /// <summary>A dict of what is a vector or list already, or of lists.</summary>
    private static RayObject Dict(RayObject keys, RayObject values, int count) => keys switch
    {
        RayVector vector => new RayDict(vector, Repeat(values, vector.Count)),
        RayList list => new RayDict(list, Repeat(values, list.Count)),
        _ when values is RayVector vector => new RayDict(Repeat(keys, vector.Count), vector),
        _ => new RayDict(Repeat(keys, count), Repeat(values, count)),
    };

    private static RayList Repeat(RayObject value, int count) => new([.. Enumerable.Repeat(value, count)]);

    private static Gen<RayObject> Atom<T>(Gen<T> values)
        where T : unmanaged => values.Select(value => (RayObject)new RayAtom<T>(value));

    private static Gen<RayObject> Vector<T>(Gen<T> values, int fewest = 0)
        where T : unmanaged => values.Array[fewest, 20].Select(elements => (RayObject)new RayVector<T>(elements));
}
