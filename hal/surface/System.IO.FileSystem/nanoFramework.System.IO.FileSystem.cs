using System;

namespace nanoFramework.System.IO.FileSystem
{
    public class CardDetectParameters
    {
        public bool enableCardDetectPin;
        public bool cardDetectedState;
        public uint cardDetectPin;
        public bool autoMount;
        public CardDetectParameters() => throw null;
    }

    public delegate void CardDetectStateEventHandler(object sender, CardDetectChangedEventArgs e);

    public class SDCard : IDisposable
    {
        public SDCard(uint slotIndex = 0) => throw null;
        public SDCard(SDCardMmcParameters mmcParameters, CardDetectParameters cdParameters = null) => throw null;
        public SDCard(SDCardSpiParameters spiParameters, CardDetectParameters cdParameters = null) => throw null;
        public void Mount() => throw null;
        public void Unmount() => throw null;
        public void Dispose() => throw null;
        public SDInterfaceType CardType => throw null;
        public bool IsMounted => throw null;
        public bool CardDetectEnabled => throw null;
        public uint SlotIndex => throw null;
        public SDCardMmcParameters MmcParameters => throw null;
        public SDCardSpiParameters SpiParameters => throw null;
        public CardDetectParameters CdParameters => throw null;
        public bool IsCardDetected => throw null;
        public event CardDetectStateEventHandler CardDetectChanged { add => throw null; remove => throw null; }

        public enum SDDataWidth
        {
            _1_bit = 1, _4_bit = 2
        }

        public enum SDInterfaceType
        {
            System = 0, Mmc = 1, Spi = 2
        }
    }

    public class SDCardMmcParameters
    {
        public uint slotIndex;
        public SDCard.SDDataWidth dataWidth;
        public SDCardMmcParameters() => throw null;
    }

    public class SDCardSpiParameters
    {
        public uint slotIndex;
        public uint spiBus;
        public uint chipSelectPin;
        public SDCardSpiParameters() => throw null;
    }
}
