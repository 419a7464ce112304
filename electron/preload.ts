import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { exposeBridge } from './preload/bridge.ts';

exposeBridge({ contextBridge, ipcRenderer, webUtils });
