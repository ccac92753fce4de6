#nullable enable
using System.Threading.Tasks;

namespace Gaitbox.Core.Tests
{
    /// <summary>The server's side of a WebSocket, as far as tests need it.</summary>
    internal static class WebSocketServer
    {
        /// <summary>Answers a handshake.</summary>
        public static Task WelcomeAsync(FakeRequest request)
        {
            string accept = WebSocketSession.Accept(request.Headers["Sec-WebSocket-Key"]);
            return request.WriteAsync(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: WebSocket\r\nConnection: keep-alive, upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n");
        }

        /// <summary>The data of a client's next frame, unmasked.</summary>
        public static async Task<byte[]> ReadFrameAsync(ByteReader reader)
        {
            var head = new byte[8];
            await reader.ReadExactlyAsync(head, 0, 2);
            long length = head[1] & 0x7F;
            int bytes = length == 126 ? 2 : length == 127 ? 8 : 0;
            if (bytes > 0)
            {
                await reader.ReadExactlyAsync(head, 0, bytes);
                length = 0;
                for (int index = 0; index < bytes; index++)
                {
                    length = (length << 8) | head[index];
                }
            }
            var mask = new byte[4];
            await reader.ReadExactlyAsync(mask, 0, 4);
            var data = new byte[length];
            await reader.ReadExactlyAsync(data, 0, data.Length);
            for (int index = 0; index < data.Length; index++)
            {
                data[index] ^= mask[index % 4];
            }
            return data;
        }
    }
}
