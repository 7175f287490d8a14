using Rayforce.Ipc;
using Rayforce.Rayfall;
using Rayforce.TestSupport;

namespace Rayforce.Queries.Tests;

/// <summary>
/// Every query with a captured reply, evaluated once as an object and once as the text that it prints.
/// <see cref="NativeReplyTests"/> asks native the same.
/// </summary>
public class SourceResultTests
{
    private static readonly WireVersion[] Versions = [WireVersion.V3, WireVersion.V1];

    public static TheoryData<string> Cases =>
    [
        .. Versions.SelectMany(GoldenReply.Read)
            .Where(golden => golden.Source is not null)
            .Select(golden => golden.Name),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_source_gives_the_result_of_the_object(string name)
    {
        var golden = GoldenReply.Find(name);

        var byObject = Evaluate(golden, golden.Query.ToRayObject(golden.Version), golden.Version);
        var bySource = Evaluate(golden, golden.Query.ToRayfall(golden.Version), golden.Version);

        Ledger.QuerySource.Judge(
            name,
            byObject.SequenceEqual(bySource) ? null : $"{string.Join(' ', byObject)} became {string.Join(' ', bySource)}");
    }

    /// <summary>The reply, and what the query leaves of every table that it is about.</summary>
    private static List<string> Evaluate(GoldenReply golden, RayObject request, WireVersion version)
    {
        var interpreter = new RayfallInterpreter();
        foreach (var source in golden.Setup)
            Assert.IsNotType<RayError>(interpreter.Load(source).Value);
        var names = golden.Setup.Select(source => source.Split(' ')[1]).Concat(golden.After.Keys);
        return
        [
            Frame(interpreter.Evaluate(request).Value, version),
            .. names.Select(name => Frame(interpreter.Evaluate(new RaySymbol(name)).Value, version)),
        ];
    }

    private static string Frame(RayObject value, WireVersion version) =>
        Convert.ToHexStringLower(RaySerializer.SerializeFrame(value, version));
}
