using Rayforce.Ipc;
using Rayforce.Rayfall;

namespace Rayforce.Queries;

/// <summary>
/// Every query with a captured reply, evaluated once as an object and once as the text that it prints.
/// <see cref="NativeReplyTests"/> asks native the same.
/// </summary>
public class SourceResultTests
{
    public static TheoryData<WireVersion, string> Names()
    {
        var names = new TheoryData<WireVersion, string>();
        foreach (var version in new[] { WireVersion.V3, WireVersion.V1 })
        {
            foreach (var golden in GoldenReply.Read(version).Where(golden => golden.Source is not null))
                names.Add(version, golden.Name);
        }

        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_source_gives_the_result_of_the_object(WireVersion version, string name)
    {
        var golden = GoldenReply.Read(version).Single(golden => golden.Name == name);

        var byObject = Evaluate(golden, golden.Query.ToRayObject(version), version);
        var bySource = Evaluate(golden, golden.Query.ToRayfall(version), version);

        Assert.Equal(byObject, bySource);
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
