using Rayforce.Ipc;
using Rayforce.TestSupport;

namespace Rayforce.Rayfall.Tests;

/// <summary>What is computed element by element, against what native answered to atoms and vectors of every type.</summary>
public class RowwiseTests
{
    [Fact]
    public void Answers_as_native_does()
    {
        var interpreter = new RayfallInterpreter(new RayfallOptions { MaxConcurrency = 1 });
        var differences = new List<string>();
        foreach (var line in GoldenFile.Read("engine/rows.jsonl"))
        {
            var value = interpreter.Evaluate(new RayString(line.Source!)).Value;
            var answer = value is RayError error
                ? error.Code
                : Convert.ToHexStringLower(RaySerializer.SerializeFrame(value, WireVersion.V3));
            var expected = line.Code ?? Convert.ToHexStringLower(line.Frame);
            if (answer != expected)
                differences.Add($"{line.Source}: {answer}, native {expected}");
        }

        Assert.Empty(differences);
    }
}
