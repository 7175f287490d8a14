using Rayforce.Rayfall;
using Rayforce.WebSocket;

namespace Rayforce.Server.Tests;

/// <summary>The rooms of the house: who may know whom.</summary>
public sealed class RoomTests
{
    public static TheoryData<Type, string[]> Rooms => new()
    {
        { typeof(RayObject), [] },
        { typeof(WSClient), ["Rayforce.Ipc"] },
        { typeof(RayfallInterpreter), ["Rayforce.Ipc"] },
    };

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_below_the_server_knows_only_the_rooms_below_it_and_no_web_framework(Type inside, string[] known)
    {
        var references = inside.Assembly.GetReferencedAssemblies().Select(name => name.Name!).ToList();
        Assert.NotEmpty(references);
        Assert.DoesNotContain(references, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        Assert.DoesNotContain(references, name => name.StartsWith("Microsoft.Extensions", StringComparison.Ordinal));
        Assert.Equal(known, references.Where(name => name.StartsWith("Rayforce", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void What_speaks_websocket_is_found_in_one_namespace_whichever_assembly_it_lives_in()
    {
        Assert.Equal(typeof(WSClient).Namespace, typeof(WSServer).Namespace);
        Assert.Equal(typeof(WSClient).Namespace, typeof(WSServerConnection).Namespace);
        Assert.NotEqual(typeof(WSClient).Assembly, typeof(WSServer).Assembly);
    }
}
